import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openBrowser, signIn, type StoryBrowser, type Window } from './browser.ts'
import { shows } from './case-page.ts'
import { keepPicturesOnFailure } from './pictures.ts'
import { playExample } from './play-example.ts'
import { startProduct, type Product } from './product.ts'

/** The demo county on one of its regulations, with a window for each of the people a story needs. */
export type TemplateCounty<Who extends string> = {
  /** The address of the running product. */
  readonly url: string
  readonly windows: Record<Who, Window>
  /** Plays an example of the regulation on it, whole or only so many acts. */
  play(example: string, acts?: number): ReturnType<typeof playExample>
  /** Plays an example, opens its case as the county's leader, and waits until the page says this state. */
  playAndShow(example: string, state: string): Promise<void>
}

/** Starts the county on a template, signs the leader and these people in, keeps pictures of what fails, and closes all of it afterwards. */
export function startTemplateCounty<Who extends string>(template: string, people: readonly Who[]): TemplateCounty<Who | 'leader'> {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<Who | 'leader', Window>
  const play = (example: string, acts?: number) => playExample(product.url, template, example, acts)

  beforeAll(async () => {
    product = await startProduct({ env: { SHAOTAI_TEMPLATE: `hechuan-${template}` } })
    browser = await openBrowser()
    for (const who of [...people, 'leader'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  return {
    get url() {
      return product.url
    },
    windows,
    play,
    playAndShow: async (example, state) => {
      const { id } = await play(example)
      const { page } = windows.leader
      await page.goto(`${product.url}/cases/${id}`)
      await shows(page, state)
    },
  }
}
