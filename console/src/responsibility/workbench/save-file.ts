/** Hands bytes to the browser as a file to keep. */
export function saveFile(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const link = document.createElement('a')
  link.href = url
  link.download = name.replaceAll(/[\\/:*?"<>|\n]/g, '_')
  link.click()
  // The browser reads the address after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
