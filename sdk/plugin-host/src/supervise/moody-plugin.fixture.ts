import { definePlugin, t } from '@shaotai/plugin'

const held: Uint8Array[] = []

/** A plugin that does what it is told, well or badly. */
// oxlint-disable-next-line import/no-default-export -- how a bundle exports its plugin
export default definePlugin({
  id: 'cn.acme.moody',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '喜怒无常',
  config: t.object({ peer: t.endpoint({ lan: true }), key: t.secret() }),
  egress: { peer: { from: 'config.peer', methods: ['GET'], purpose: '试', auth: { header: 'x-key', from: 'config.key' } } },
  limits: { heap: 256, memory: 256 },
})
  .field('code', { title: '码', validate: () => null })
  .action('feel', {
    title: '感觉',
    where: 'case.toolbar',
    input: t.object({ mood: t.string() }),
    run: async ({ input: { mood } }, { http, kv, log, config, signal, fetch: fetchHere }) => {
      switch (mood) {
        case 'busy': {
          const { data } = await http.peer.get<{ hello: string }>('/hello')
          await kv.set('b', 1)
          log.info('busy', { a: 1 })
          console.log('printed', 1)
          return { toast: `${data.hello} ${await kv.get<string>('a')}` }
        }
        case 'fetching': {
          const answer = await fetch(`${config.peer}/hello`)
          const { hello } = (await answer.json()) as { hello: string }
          return { toast: `${answer.status} ${hello}` }
        }
        case 'wandering':
          await fetchHere('http://elsewhere.example/')
          return undefined
        case 'slow':
          await new Promise((resolve) => setTimeout(resolve, 20))
          return { toast: 'slow' }
        case 'patient':
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
          log.info('aborted')
          return new Promise(() => undefined)
        case 'absent':
          return new Promise(() => undefined)
        case 'looping':
          for (;;);
        case 'growing':
          for (;;) {
            held.push(new Uint8Array(8 * 1024 * 1024).fill(1))
            await new Promise((resolve) => setTimeout(resolve, 5))
          }
        case 'dying':
          await new Promise(() => {
            queueMicrotask(() => {
              throw new Error('ended')
            })
          })
          return undefined
        case 'throwing later':
          setTimeout(() => {
            throw new Error('later than anybody waits')
          }, 1)
          return new Promise(() => undefined)
        default: {
          const [, module] = /^require (.+)$/.exec(mood) ?? []
          if (module !== undefined) require(module)
          return { toast: mood }
        }
      }
    },
  })
