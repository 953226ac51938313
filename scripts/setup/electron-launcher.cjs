// `electron FOLDER` for the stand-in runtime, which has lost the program that does this in the official one: runs the
// files given with -r, then the main file of the folder (or the file) that is the first argument without a dash.
const { app } = require('electron')
const { existsSync, readFileSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const { target, preloads } = read(process.argv.slice(1))
if (!target) {
  process.stderr.write('electron: say which folder or file to run\n')
  process.exit(1)
}
for (const file of preloads) require(resolve(file))
start(resolve(target))

function read(args) {
  const preloads = []
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '-r' || args[at] === '--require') {
      at += 1
      preloads.push(args[at])
    } else if (!args[at].startsWith('-')) {
      return { target: args[at], preloads }
    }
  }
  return { preloads }
}

function start(path) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true, configurable: false })
  const manifest = join(path, 'package.json')
  if (!existsSync(manifest)) {
    require(path)
    return
  }
  const { name, productName, version, main } = JSON.parse(readFileSync(manifest, 'utf8'))
  app.setAppPath(statSync(path).isDirectory() ? path : resolve(path, '..'))
  if (productName || name) app.setName(productName || name)
  if (version) app.setVersion(version)
  require(join(path, main || 'index.js'))
}
