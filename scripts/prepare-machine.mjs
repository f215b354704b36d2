// Runs before anything is installed, on whatever Node the machine has: the Node that comes with the install needs a library of the
// system that bare Linux machines lack, and would die without a word a person understands.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installDebian } from './install-debian.mjs'

const DIRECTORIES = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib']

if (process.platform === 'linux' && !hasLibatomic()) {
  installDebian(['libatomic1'], '正在安装系统库 libatomic1… installing the system library libatomic1…')
  if (!hasLibatomic()) {
    console.error(
      '缺少系统库 libatomic.so.1（Node 26 要用）。请先安装：Debian/Ubuntu 为 apt-get install libatomic1，其他系统为 libatomic。',
    )
    console.error(
      'The system library libatomic.so.1 is missing (Node 26 needs it). Install libatomic1 (Debian, Ubuntu) or libatomic first.',
    )
    process.exit(1)
  }
}

/** The loader looks in these directories and in those of the processor's architecture below them. */
function hasLibatomic() {
  return DIRECTORIES.some((directory) => {
    if (!existsSync(directory)) return false
    const below = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    return ['', ...below.map((entry) => entry.name)].some((name) => existsSync(join(directory, name, 'libatomic.so.1')))
  })
}
