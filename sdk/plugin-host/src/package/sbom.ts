import type { Manifest } from '@shaotai/plugin'

/** A package of somebody else that is in a bundle. */
export type Component = { readonly name: string; readonly version: string; readonly licence?: string }

/** What a bundle is made of, as CycloneDX 1.6. Without times and random numbers: the same bundle, the same list. */
export function sbomOf({ id, version, vendor }: Manifest, components: readonly Component[]): object {
  const sorted = [...components].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${id}@${version}`, name: id, version, supplier: { name: vendor } } },
    components: sorted.map((one) => ({
      type: 'library',
      'bom-ref': purlOf(one),
      name: one.name,
      version: one.version,
      purl: purlOf(one),
      ...(one.licence !== undefined && { licenses: [licenceOf(one.licence)] }),
    })),
  }
}

function purlOf({ name, version }: Component): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** One name is an id, "A OR B" an expression. */
function licenceOf(licence: string): object {
  return /\s/.test(licence) ? { expression: licence } : { license: { id: licence } }
}
