/** A zip of empty parts of these names, as small as one can be. */
export function aZip(names: readonly string[]): Uint8Array {
  const heads = names.map((name) => part(name, 30, (view) => view.setUint32(0, 0x04034b50, true), 26))
  const starts = heads.map((_head, index) => heads.slice(0, index).reduce((sum, one) => sum + one.length, 0))
  const directory = names.map((name, index) =>
    part(
      name,
      46,
      (view) => {
        view.setUint32(0, 0x02014b50, true)
        view.setUint32(42, starts[index] ?? 0, true)
      },
      28,
    ),
  )
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, names.length, true)
  view.setUint16(10, names.length, true)
  view.setUint32(12, size(directory), true)
  view.setUint32(16, size(heads), true)
  return Uint8Array.from([...heads, ...directory, end].flatMap((one) => [...one]))
}

function part(name: string, length: number, fill: (view: DataView) => void, nameAt: number): Uint8Array {
  const text = new TextEncoder().encode(name)
  const bytes = new Uint8Array(length + text.length)
  const view = new DataView(bytes.buffer)
  fill(view)
  view.setUint16(nameAt, text.length, true)
  bytes.set(text, length)
  return bytes
}

function size(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, one) => sum + one.length, 0)
}
