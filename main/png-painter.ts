import latin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2?inline'
import latin500 from '@fontsource/inter/files/inter-latin-500-normal.woff2?inline'
import latin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2?inline'
import latinExtended400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2?inline'
import latinExtended500 from '@fontsource/inter/files/inter-latin-ext-500-normal.woff2?inline'
import latinExtended600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2?inline'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import program from '@resvg/resvg-wasm/index_bg.wasm?inline'

/** Twice the size in which it is drawn, so that it is sharp on today's screens and in print. */
const scale = 2
/** A larger picture is drawn smaller: a painter takes four bytes for each pixel, and viewers as much again. */
const mostPixels = 100_000_000

const fonts = [latin400, latin500, latin600, latinExtended400, latinExtended500, latinExtended600]

let loaded: Promise<void> | undefined

/** Draws an SVG as a PNG, with letters of its own: the same bytes on every machine, with and without a window. */
export async function createPngPainter(): Promise<(svg: string) => string> {
  loaded ??= initWasm(toBytes(program))
  await loaded
  const font = { fontBuffers: fonts.map(toBytes), defaultFontFamily: 'Inter' }
  return (svg) => {
    const drawn = new Resvg(svg, { font })
    const value = Math.min(scale, Math.sqrt(mostPixels / (drawn.width * drawn.height)))
    drawn.free()
    const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value } })
    const picture = drawing.render()
    const bytes = Buffer.from(picture.asPng()).toString('base64')
    // Their memory is the painter's own, which no collector of ours sees.
    picture.free()
    drawing.free()
    return bytes
  }
}

// data:font/woff2;base64,d09GMg…
function toBytes(dataUrl: string): Uint8Array {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}
