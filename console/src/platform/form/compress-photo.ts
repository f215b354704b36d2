/** The largest a photo may be when it is sent. */
export const PHOTO_BYTES = 500 * 1024
const LONGEST_SIDE = 1920
const SMALLEST_SIDE = 640

/** The file is no picture this browser can read. */
export class UnreadablePhoto extends Error {}

/** A photo as JPEG of at most 500 kB: first smaller, then coarser. Drawing it anew also leaves the camera's hidden data behind. */
export async function compressPhoto(file: File): Promise<File> {
  const image = await readImage(file)
  const name = file.name.replace(/\.[^.]*$/, '') || 'photo'
  for (let side = LONGEST_SIDE; side >= SMALLEST_SIDE; side = Math.round(side * 0.75)) {
    const canvas = draw(image, side)
    for (const quality of [0.85, 0.7, 0.55]) {
      const blob = await toJpeg(canvas, quality)
      if (blob.size <= PHOTO_BYTES) return new File([blob], `${name}.jpg`, { type: 'image/jpeg' })
    }
  }
  throw new UnreadablePhoto(file.name)
}

async function readImage(file: File): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } catch {
    throw new UnreadablePhoto(file.name)
  } finally {
    URL.revokeObjectURL(url)
  }
}

function draw(image: HTMLImageElement, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const paper = canvas.getContext('2d')
  if (!paper) throw new UnreadablePhoto('canvas')
  paper.fillStyle = '#fff'
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new UnreadablePhoto('jpeg'))), 'image/jpeg', quality)
  })
}
