import { FILE_TYPES } from '@shaotai/core'
import { namesInZip } from './names-in-zip.ts'

const STARTS: readonly { type: string; at: number; bytes: readonly number[] }[] = [
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: FILE_TYPES.pdf.type, at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: FILE_TYPES.mp3.type, at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: FILE_TYPES.mp4.type, at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
]

/** What an office file is told by: a part only that kind has. */
const PARTS: readonly { type: string; part: string }[] = [
  { type: FILE_TYPES.docx.type, part: 'word/document.xml' },
  { type: FILE_TYPES.xlsx.type, part: 'xl/workbook.xml' },
  { type: FILE_TYPES.ofd.type, part: 'OFD.xml' },
]
/** Parts that run: a file with one is not taken, whatever it is called. */
const RUNS = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|(^|\/)activeX\/|\.(exe|dll|js|vbs|jar|bat|cmd|scr)$/i

/** The media type of a file by its content, if it is one we take; what the client calls it decides nothing. */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
  const plain = STARTS.find(({ at, bytes: start }) => start.every((byte, index) => bytes[at + index] === byte))?.type
  return plain ?? (isMp3Frame(bytes) ? FILE_TYPES.mp3.type : typeOfZip(bytes))
}

function typeOfZip(bytes: Uint8Array): string | undefined {
  const names = namesInZip(bytes)
  if (!names || names.some((name) => RUNS.test(name))) return undefined
  const found = PARTS.filter(({ part }) => names.includes(part))
  return found.length === 1 ? found[0]?.type : undefined
}

/** A sound file without a title begins with a frame: eleven bits set, layer III, a bit rate and a sampling rate that exist. */
function isMp3Frame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xe6) === 0xe2 && third >> 4 !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3
}
