/** The type of a Word document. */
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Hands a file made in the page to the browser's downloads. What no file may be called by is replaced in its name. */
export function saveFile(name: string, bytes: Uint8Array, type?: string): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], type === undefined ? {} : { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replaceAll(/[\\/:*?"<>|\n]/g, '_')
  link.click()
  // The download has begun once the click is over; the address is let go after it was taken.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
