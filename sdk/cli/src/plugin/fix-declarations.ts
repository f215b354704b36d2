import type { Permission } from '@shaotai/plugin'

/** What in the text of a plugin shows that a permission is used. */
const USES: readonly (readonly [RegExp, Permission])[] = [
  [/\.intake\s*(<[^>]*>)?\(/, 'cases:create'],
  [/\bcases\.(get|findExternal)\(/, 'cases:read'],
  [/\bcases\.create\(/, 'cases:create'],
  [/\bcases\.supplement\(/, 'cases:supplement'],
  [/\bcases\.urge\(/, 'cases:urge'],
  [/\bcases\.withdraw\(/, 'cases:withdraw'],
  [/\bcases\.feedback\(/, 'cases:feedback'],
  [/\bcases\.note\(/, 'cases:note'],
  [/\bcases\.(progress|sourceProgress)\(/, 'cases:progress'],
  [/\bfiles\.read\(/, 'files:read'],
  [/\bfiles\.write\(|\.download\(/, 'files:write'],
  [/\borganisation\.(units|people)\(/, 'organisation:read'],
  [/\borganisation\.propose\(/, 'organisation:propose'],
  [/\bcalendars\.propose\(/, 'calendar:propose'],
  [/\bnotify\.send\(/, 'notify:send'],
]

/** The source with the permissions its code uses and does not declare; nothing else is touched. */
export function fixDeclarations(source: string): { readonly source: string; readonly added: readonly Permission[] } {
  const list = /permissions:\s*\[([^\]]*)\]/.exec(source)
  const declared = list?.[1] ?? ''
  const added = USES.filter(
    ([use, permission]) => use.test(source) && !declared.includes(`'${permission}'`) && !declared.includes(`"${permission}"`),
  ).map(([, permission]) => permission)
  const unique = [...new Set(added)]
  if (unique.length === 0) return { source, added: [] }
  const words = unique.map((permission) => `'${permission}'`).join(', ')
  if (list) {
    const kept = declared.trim().replace(/,$/, '')
    return { source: source.replace(list[0], `permissions: [${kept === '' ? '' : `${kept}, `}${words}]`), added: unique }
  }
  const title = /^(\s*)title:.*,[ \t]*$/m.exec(source)
  if (!title) return { source, added: [] }
  return { source: source.replace(title[0], `${title[0]}\n${(title[1] ?? '').replace(/^\n+/, '')}permissions: [${words}],`), added: unique }
}
