import type { PolicyDraft, PolicyVersion } from '@shaotai/api'
import { printPolicy, type Policy, type PrintedPolicy } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { formatDay } from '../platform/format/format.ts'
import { saveFile, WORD } from '../platform/save-file.ts'

/** A policy on paper: the regulation, the name of its file, and what is marked across it while it is not one. */
export type Paper = { readonly printed: PrintedPolicy; readonly fileName: string; readonly mark?: string }

type Words = { t: TFunction<'publish'>; unitName: (id: string) => string }

/** A version as a regulation; one that was withdrawn is marked so. */
export function printVersion(
  policy: Policy,
  { version, effectiveAt, state }: Pick<PolicyVersion, 'version' | 'effectiveAt' | 'state'>,
  { t, unitName }: Words,
): Paper {
  const name = t('publish:files.version', { version })
  const withdrawn = state === 'withdrawn'
  const printed = printPolicy(policy, {
    unitName,
    version: name,
    ...(!withdrawn && effectiveAt > 0 && { effectiveFrom: formatDay(effectiveAt, { year: true }) }),
  })
  return { printed, fileName: `${printed.title}-${name}.docx`, ...(withdrawn && { mark: t('publish:version.withdrawn') }) }
}

/** A draft as the regulation it would be, marked on every page as what it is. */
export function printDraft(policy: Policy, { nextVersion }: Pick<PolicyDraft, 'nextVersion'>, { t, unitName }: Words): Paper {
  const mark = t('publish:files.draft')
  const printed = printPolicy(policy, { unitName, version: t('publish:files.draftOf', { version: nextVersion }) })
  return { printed, fileName: `${printed.title}-${mark}.docx`, mark }
}

/** Hands a paper to the browser as a Word document, written by a library that is fetched when somebody asks for it. */
export async function saveAsWord({ printed, fileName, mark }: Paper): Promise<void> {
  const { writeWord } = await import('@shaotai/office/word')
  saveFile(fileName, new Uint8Array(await writeWord(printed, mark === undefined ? {} : { header: mark })), WORD)
}
