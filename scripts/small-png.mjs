import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The same picture with at most 256 colours, a third of the size: for screens, which have few. Takes 8-bit RGB or RGBA without interlace, as browsers write it. */
export function smallPng(png) {
  const { width, height, pixels } = decode(png)
  const { palette, nearest } = choosePalette(pixels)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const data = deflateSync(rows, { level: 9, memLevel: 9 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** Colours of each pixel as 0xRRGGBB. */
function decode(png) {
  let at = SIGNATURE.length
  let header
  const data = []
  while (at < png.length) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const [width, height, depth, kind, interlace] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9], header[12]]
  const size = { 2: 3, 6: 4 }[kind]
  if (depth !== 8 || interlace !== 0 || !size) throw new Error(`A picture of depth ${depth} and kind ${kind} is not read here`)
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * size
  const pixels = new Uint32Array(width * height)
  let above = Buffer.alloc(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const line = raw.subarray(start + 1, start + 1 + stride)
    unfilter(raw[start], line, above, size)
    for (let x = 0; x < width; x++) pixels[y * width + x] = (line[x * size] << 16) | (line[x * size + 1] << 8) | line[x * size + 2]
    above = line
  }
  return { width, height, pixels }
}

/** Turns a filtered line into its bytes, in place (PNG specification, 9.2). */
function unfilter(filter, line, above, size) {
  for (let i = 0; i < line.length; i++) {
    const left = i < size ? 0 : line[i - size]
    const up = above[i]
    const corner = i < size ? 0 : above[i - size]
    if (filter === 1) line[i] += left
    else if (filter === 2) line[i] += up
    else if (filter === 3) line[i] += (left + up) >> 1
    else if (filter === 4) line[i] += paeth(left, up, corner)
  }
}

function paeth(left, up, corner) {
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The frequent colours themselves, then means of what is left: flat areas keep their exact colour. */
function choosePalette(pixels) {
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byCount = [...counts].toSorted((a, b) => b[1] - a[1])
  const exact = byCount.slice(0, 96)
  const rest = byCount.slice(96)
  const palette = [...exact.map(([colour]) => colour), ...means(rest, 256 - exact.length)]
  const known = new Map(exact.map(([colour], index) => [colour, index]))
  const nearest = (colour) => {
    let found = known.get(colour)
    if (found === undefined) known.set(colour, (found = closest(palette, colour)))
    return found
  }
  return { palette, nearest }
}

/** Median cut: splits the box that spreads widest until there are `limit` of them. */
function means(colours, limit) {
  if (colours.length <= limit) return colours.map(([colour]) => colour)
  const boxes = [box(colours)]
  while (boxes.length < limit) {
    boxes.sort((a, b) => b.spread * b.weight - a.spread * a.weight)
    const widest = boxes.shift()
    const sorted = widest.colours.toSorted((a, b) => part(a[0], widest.axis) - part(b[0], widest.axis))
    const middle = sorted.length >> 1
    boxes.push(box(sorted.slice(0, middle)), box(sorted.slice(middle)))
  }
  return boxes.map(({ colours: inside, weight }) => {
    const mean = (axis) => Math.round(inside.reduce((sum, [colour, count]) => sum + part(colour, axis) * count, 0) / weight)
    return (mean(0) << 16) | (mean(1) << 8) | mean(2)
  })
}

function box(colours) {
  const spreads = [0, 1, 2].map((axis) => {
    const values = colours.map(([colour]) => part(colour, axis))
    return Math.max(...values) - Math.min(...values)
  })
  const spread = colours.length > 1 ? Math.max(...spreads) : 0
  return { colours, spread, axis: spreads.indexOf(Math.max(...spreads)), weight: colours.reduce((sum, [, count]) => sum + count, 0) }
}

function part(colour, axis) {
  return (colour >> (16 - 8 * axis)) & 255
}

function closest(palette, colour) {
  let best = 0
  let distance = Infinity
  for (const [index, other] of palette.entries()) {
    const difference = [0, 1, 2].reduce((sum, axis) => sum + (part(other, axis) - part(colour, axis)) ** 2, 0)
    if (difference < distance) [best, distance] = [index, difference]
  }
  return best
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
