import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/root.ts'
import { readText, trackedFiles } from '../support/tracked-files.ts'

// Written so that the patterns do not match themselves.
const SOMEBODYS_MACHINE = /(^|[^\w.~/-])\/(ro[o]t|ho[m]e\/\w|Us[e]rs\/\w|tm[p]\/\w)(\/|\b)/m
const REGISTRY = /https?:\/\/[\w.-]*(npm[j]s|npm[m]irror|yarn[p]kg|debia[n])[\w.-]*\.(org|com)|\btarbal[l]: *http/

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
