// The Electron project supports its latest three major versions: https://www.electronjs.org/docs/latest/tutorial/electron-timelines
const supportedMajors = 3

// { ok, line }: whether a version still gets fixes when `latest` is the newest one, in one sentence with what to do.
export function judgeElectron(version, latest) {
  const [major, newest] = [version, latest].map((text) => (/^\d+\.\d+\.\d+$/.test(text ?? '') ? Number(text.split('.')[0]) : undefined))
  if (major === undefined)
    return { ok: false, line: `Electron "${version}" in package.json is no exact version: write one, such as ${latest}.` }
  if (newest === undefined) return { ok: false, line: `The registry says that the newest Electron is "${latest}", which is no version.` }
  const oldest = newest - supportedMajors + 1
  if (major < oldest) {
    return { ok: false, line: `Electron ${version} gets no fixes any more: take ${latest}, or at least a version from ${oldest}.0.0 on.` }
  }
  if (version === latest) return { ok: true, line: `Electron ${version} is the newest.` }
  return { ok: true, line: `Electron ${version} is supported; ${latest} is the newest.` }
}
