import { inflateRawSync } from 'node:zlib'

const CENTRAL = 0x02014b50

/** The words of a Word document, or of another part of it such as a header, paragraph by paragraph. */
export function wordText(docx: Buffer, part = 'word/document.xml'): string[] {
  const xml = readEntry(docx, part).toString('utf8')
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''))
    .filter((text) => text !== '')
}

/** One file of a zip, found by its central directory: writers that stream leave sizes out of the local headers. */
function readEntry(zip: Buffer, name: string): Buffer {
  for (let at = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])); at >= 0 && zip.readUInt32LE(at) === CENTRAL;) {
    const [nameLength, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42)
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const body = zip.subarray(start, start + zip.readUInt32LE(at + 20))
      return zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)
    }
    at += 46 + nameLength + extra + comment
  }
  throw new Error(`The archive has no ${name}`)
}
