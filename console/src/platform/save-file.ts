/** Hands a file made in the page to the browser's downloads. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun once the click is over; the address is let go after it was taken.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
