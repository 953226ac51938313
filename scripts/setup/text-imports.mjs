// What the bundler writes into the program as text (`?raw`) or as a data address (`?inline`), for scripts that import the program's
// sources as they are: `node --import ./scripts/setup/text-imports.mjs`, or imported before them.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const types = { '.wasm': 'application/wasm', '.woff2': 'font/woff2' }

registerHooks({
  resolve(specifier, context, next) {
    const [path, query] = specifier.split('?')
    if (query !== 'raw' && query !== 'inline') return next(specifier, context)
    const { url } = next(path, context)
    return { url: `${url}?${query}`, shortCircuit: true }
  },
  load(url, context, next) {
    const [path, query] = url.split('?')
    if (query !== 'raw' && query !== 'inline') return next(url, context)
    const file = fileURLToPath(path)
    const type = types[extname(file)] ?? 'application/octet-stream'
    const value = query === 'raw' ? readFileSync(file, 'utf8') : `data:${type};base64,${readFileSync(file, 'base64')}`
    return { format: 'module', source: `export default ${JSON.stringify(value)}`, shortCircuit: true }
  },
})
