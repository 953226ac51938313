import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** One file of the built page with its type; undefined for what is not there, not of a known type, or outside the folder. */
export async function readPageFile(folder: string, pathname: string): Promise<{ bytes: Buffer<ArrayBuffer>; type: string } | undefined> {
  const path = toPath(folder, pathname)
  const type = path && types[extname(path)]
  if (!path || !type) return undefined
  try {
    return { bytes: Buffer.from(await readFile(path)), type }
  } catch {
    return undefined
  }
}

function toPath(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0')) return undefined
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return path.startsWith(folder + sep) ? path : undefined
}
