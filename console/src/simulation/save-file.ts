const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Hands a file the page made to the browser's downloads. */
export function saveFile(bytes: Uint8Array, name: string, type = WORD): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, ' ')
  link.click()
  // Some browsers read it only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
