import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/root.ts'
import { readText, trackedFiles } from '../support/tracked-files.ts'

// Put together so that this file does not match itself.
const SOMEBODYS_MACHINE = new RegExp(
  `(^|[^\\w.~/-])/(${['ro' + 'ot', 'ho' + 'me/\\w', 'Us' + 'ers/\\w', 'tm' + 'p/\\w'].join('|')})(/|\\b)`,
  'm',
)
const REGISTRY = new RegExp(
  `https?://[\\w.-]*(${['npm' + 'js', 'npm' + 'mirror', 'yarn' + 'pkg', 'debian'].join('|')})[\\w.-]*\\.(org|com)|\\btarball: *http`,
)

/** The place of this checkout; on a machine where it is too short to mean anything, only the general patterns hold. */
const here = [dirname(root), homedir()].filter((path) => path.length > 4)

it('no file carries a path of somebody’s machine', () => {
  const leaks = trackedFiles().filter((path) => {
    const text = readText(path) ?? ''
    return SOMEBODYS_MACHINE.test(text) || here.some((place) => text.includes(`${place}/`))
  })
  expect(leaks).toEqual([])
})

it('no file carries the address of a package registry', () => {
  expect(trackedFiles().filter((path) => REGISTRY.test(readText(path) ?? ''))).toEqual([])
})
