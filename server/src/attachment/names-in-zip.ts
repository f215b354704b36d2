/** More parts than any document has. */
const MOST = 5000
/** A comment may stand behind the end of the directory. */
const COMMENT = 65_535 + 22

/** The names of what a zip holds, by its directory; nothing is unpacked. `undefined` for what is no zip, or one whose directory lies. */
export function namesInZip(bytes: Uint8Array): string[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 22 || view.getUint32(0, true) !== 0x04034b50) return undefined
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MOST) return undefined
  const names: string[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return undefined
    const [name, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    if (at + 46 + name > end) return undefined
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)))
    at += 46 + name + extra + comment
  }
  return names
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - COMMENT); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  return undefined
}
