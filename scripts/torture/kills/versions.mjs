// Texts that tell which version they are, and whether they are whole.

export function textOf(name, version) {
  const line = `  # ${name} ${version} `
  return `# ${name} version ${version}\nmicrocosm: 1\ncomponents:\n${line.repeat(200 + ((version * 7919) % 4000))}\n  shop: { kind: service }\n# end ${version}\n`
}

// The version, or undefined for a text that is none of these, whole and to the byte.
export function versionOf(name, text) {
  const version = Number(/^# \S+ version (\d+)\n/.exec(text)?.[1])
  return Number.isInteger(version) && text === textOf(name, version) ? version : undefined
}
