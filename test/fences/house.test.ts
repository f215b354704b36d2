import { basename, extname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText, trackedFiles } from '../support/tracked-files.ts'

const files = trackedFiles()
const sources = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('docs/'))

describe('the house', () => {
  it('has no folder that is named after nothing', () => {
    const nameless = new Set(['services', 'utils', 'util', 'helpers', 'common', 'lib', 'misc'])
    expect(files.filter((path) => path.split('/').some((folder) => nameless.has(folder)))).toEqual([])
  })

  it('names files in kebab-case, components in PascalCase', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
    const pascal = /^[A-Z][A-Za-z0-9]*(\.web)?(\.test)?$/
    const misnamed = sources.filter((path) => {
      const name = basename(path, extname(path))
      return !kebab.test(name) && !(path.endsWith('.tsx') && pascal.test(name))
    })
    expect(misnamed).toEqual([])
  })

  it('prints how small its files are; size is a habit, not a law', () => {
    const lines = sources.map((path) => ({ path, count: (readText(path) ?? '').split('\n').length - 1 }))
    const under = (limit: number) => Math.round((100 * lines.filter(({ count }) => count <= limit).length) / lines.length)
    const large = lines.filter(({ count }) => count > 400).map(({ path, count }) => `\n  ${count} lines: ${path}`)
    console.log(`${lines.length} source files: ${under(80)} % up to 80 lines, ${under(250)} % up to 250${large.join('')}`)
    expect(lines.length).toBeGreaterThan(100)
  })

  it('skips, repeats and abandons no test', () => {
    const weak = /\b(?:it|test|describe)\.(?:only|skip|todo|fails)\b|\bretry: *[1-9]/
    const tests = sources.filter((path) => /\.(test|e2e)\.tsx?$/.test(path) && path !== 'test/fences/house.test.ts')
    expect(tests.filter((path) => weak.test(readText(path) ?? ''))).toEqual([])
  })

  it('leaves nothing for later in the sources', () => {
    // Written so that the pattern does not match itself.
    const later = /\b(TO[D]O|FIX[M]E|HA[C]K)\b/
    expect(sources.filter((path) => later.test(readText(path) ?? ''))).toEqual([])
  })

  it('writes no county into the code', () => {
    const counties = ['禾川', '夏津', '延庆', '江北']
    const named = sources.filter((path) => /^(sdk|server|console)\//.test(path) && !/\.test\.tsx?$/.test(path))
    expect(named.filter((path) => counties.some((county) => (readText(path) ?? '').includes(county)))).toEqual([])
  })
})
