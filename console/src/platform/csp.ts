// A nonce is random and may begin with any character of it: only the whole placeholder means that no server stood in between.
const PLACEHOLDER = '__CSP_NONCE__'

/** The nonce the server put into this page; undefined in development, where the placeholder is still in place. */
export function pageNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return nonce && nonce !== PLACEHOLDER ? nonce : undefined
}

/**
 * Gives the page's nonce to every style element scripts create. antd takes a nonce by configuration, but its scroll lock and Monaco create
 * style elements of their own, which the policy would leave empty.
 */
export function giveNonceToStyles(nonce: string | undefined): void {
  if (!nonce) return
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (name.toLowerCase() === 'style') element.nonce = nonce
    return element
  }) as typeof document.createElement
}
