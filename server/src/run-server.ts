import { StartError } from './platform/config/start-error.ts'
import { createApp, type RunningApp } from './start.ts'

/** Starts the server for real: prints where it is, stops it on a signal, and says in one sentence why it cannot start. */
export async function runServer(): Promise<void> {
  try {
    const running = await createApp()
    greet(running)
    stopOnSignal(running)
  } catch (error) {
    process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}

function greet({ url, demo }: RunningApp): void {
  const lines = [`哨台已就绪 Shaotai is ready: ${url}`]
  if (demo) {
    lines.push('', `演示县 ${demo.county}，口令 password: ${demo.password}${demo.generated ? '（仅显示这一次 shown once）' : ''}`)
    lines.push(...demo.accounts.map(({ account, name, unit }) => `  ${account.padEnd(12)} ${name} · ${unit}`))
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

function stopOnSignal(running: RunningApp): void {
  const stop = () => void running.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
