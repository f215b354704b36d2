/** SM3 (GB/T 32905-2016) of bytes, as 64 lower-case hex digits. Pure: the same answer in the browser, the server and the command line. */
export function sm3(message: Uint8Array): string {
  const state = Uint32Array.of(0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e)
  const blocks = pad(message)
  const view = new DataView(blocks.buffer)
  const w = new Uint32Array(68)
  for (let offset = 0; offset < blocks.length; offset += 64) compress(state, w, { view, offset })
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** SM3 of text in UTF-8. A lone surrogate counts as U+FFFD, as everywhere. */
export function sm3Text(text: string): string {
  return sm3(encodeUtf8(text))
}

function pad(message: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  blocks.set(message)
  blocks[message.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(blocks.length - 8, Math.floor(message.length / 0x20000000))
  view.setUint32(blocks.length - 4, (message.length * 8) >>> 0)
  return blocks
}

// §5.3.3: the compression function. Indices below stay inside the arrays they address.
function compress(state: Uint32Array, w: Uint32Array, { view, offset }: { view: DataView; offset: number }): void {
  for (let j = 0; j < 16; j++) w[j] = view.getUint32(offset + j * 4)
  for (let j = 16; j < 68; j++) w[j] = p1(at(w, j - 16) ^ at(w, j - 9) ^ rotate(at(w, j - 3), 15)) ^ rotate(at(w, j - 13), 7) ^ at(w, j - 6)
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let j = 0; j < 64; j++) {
    const early = j < 16
    const a12 = rotate(a, 12)
    const ss1 = rotate((a12 + e + rotate(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7)
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + (ss1 ^ a12) + (at(w, j) ^ at(w, j + 4))) | 0
    const tt2 = (gg + h + ss1 + at(w, j)) | 0
    ;[d, c, b, a] = [c, rotate(b, 9), a, tt1]
    ;[h, g, f, e] = [g, rotate(f, 19), e, tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17)]
  }
  const next = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = at(state, i) ^ (next[i] ?? 0)
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

function rotate(x: number, by: number): number {
  return by === 0 ? x : (x << by) | (x >>> (32 - by))
}

function p1(x: number): number {
  return x ^ rotate(x, 15) ^ rotate(x, 23)
}

function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    if (code > 0xffff) i++
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x80) bytes[length++] = point
    else {
      if (point < 0x800) bytes[length++] = 0xc0 | (point >> 6)
      else {
        if (point < 0x10000) bytes[length++] = 0xe0 | (point >> 12)
        else {
          bytes[length++] = 0xf0 | (point >> 18)
          bytes[length++] = tail(point >> 12)
        }
        bytes[length++] = tail(point >> 6)
      }
      bytes[length++] = tail(point)
    }
  }
  return bytes.subarray(0, length)
}

function tail(point: number): number {
  return 0x80 | (point & 0x3f)
}
