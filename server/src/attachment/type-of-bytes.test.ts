import { FILE_TYPES } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { aZip } from '../platform/testing/a-zip.ts'
import { typeOfBytes } from './type-of-bytes.ts'

const start = (...bytes: number[]) => Uint8Array.from([...bytes, ...Array.from({ length: 64 }, () => 0)])
const text = (words: string) => new TextEncoder().encode(words)

describe('what a file is, by its content', () => {
  it.each([
    ['a PDF', text('%PDF-1.7 …'), FILE_TYPES.pdf.type],
    ['a Word document', aZip(['[Content_Types].xml', 'word/document.xml']), FILE_TYPES.docx.type],
    ['an Excel workbook', aZip(['[Content_Types].xml', 'xl/workbook.xml']), FILE_TYPES.xlsx.type],
    ['an OFD', aZip(['OFD.xml', 'Doc_0/Document.xml']), FILE_TYPES.ofd.type],
    ['a sound with a title', text('ID3…'), FILE_TYPES.mp3.type],
    ['a sound without', start(0xff, 0xfb, 0x90, 0x64), FILE_TYPES.mp3.type],
    ['a film', start(0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70), FILE_TYPES.mp4.type],
    ['a page', text('<html><script>alert(1)</script>'), undefined],
    ['a picture that runs', text('<svg onload="alert(1)"/>'), undefined],
    ['a program', text('MZ…'), undefined],
    ['a program that runs before a zip', Uint8Array.from([...text('#!/bin/sh\n'), ...aZip(['word/document.xml'])]), undefined],
    ['any other zip', aZip(['readme.txt']), undefined],
    ['a document with macros', aZip(['word/document.xml', 'word/vbaProject.bin']), undefined],
    ['a document with a program in it', aZip(['word/document.xml', 'word/embeddings/run.EXE']), undefined],
    ['two kinds in one', aZip(['word/document.xml', 'xl/workbook.xml']), undefined],
    ['a zip cut off', aZip(['word/document.xml']).subarray(0, 40), undefined],
    ['a zip whose directory lies', lying(aZip(['word/document.xml'])), undefined],
    ['sixteen bits set', start(0xff, 0xff, 0xff), undefined],
    ['nothing', new Uint8Array(), undefined],
  ])('%s', (_name, bytes, type) => expect(typeOfBytes(bytes)).toBe(type))
})

/** Says that the directory holds more than there is. */
function lying(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  new DataView(copy.buffer).setUint16(copy.length - 22 + 10, 4000, true)
  return copy
}
