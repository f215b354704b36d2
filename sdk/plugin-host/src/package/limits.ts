const MB = 1024 * 1024

/** What a package may be. A county's upload refuses more, so `pack` does too. */
export const PACKAGE_LIMITS = {
  /** Bytes of the file itself. */
  packed: 20 * MB,
  /** Bytes of everything in it. */
  unpacked: 40 * MB,
  /** Bytes of the bundle; the real ones have two million. */
  bundle: 10 * MB,
  entries: 200,
  signatures: 8,
} as const

/** Names a package may hold. Everything else is refused by name: what is not known cannot hide. */
export const PACKAGE_NAMES =
  /^(plugin\.js|plugin\.js\.map|manifest\.json|sbom\.json|checksums\.json|README\.md|ui\/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|signatures\/[a-z]+-[0-9a-f]{16}\.json)$/

/** Files without which there is no package. */
export const REQUIRED_NAMES = ['plugin.js', 'manifest.json', 'sbom.json', 'checksums.json'] as const
