// The results as a page, and whether the targets are met.
const target = 0.995

export function toTotals(results) {
  const accepted = results.filter(({ compose }) => compose)
  const equal = accepted.filter(isEqual)
  const refused = results.filter(({ compose }) => !compose)
  const both = refused.filter(({ imported, crash }) => !imported && !crash)
  const newer = refused.filter(({ imported }) => imported)
  const crashed = results.filter(({ crash }) => crash)
  const share = accepted.length === 0 ? 1 : equal.length / accepted.length
  const edited = results.filter(({ edited }) => edited !== undefined && edited !== 'nothing to edit')
  const counted = (how) => edited.filter((each) => each.edited === how).length
  const wrong = edited.filter(({ why }) => why !== undefined)
  const slowest = Math.max(...results.map(({ milliseconds = 0 }) => milliseconds))
  const lines = [
    `${results.length} files and combinations of files`,
    `${accepted.length} are accepted by Docker Compose 2.26.1; ${equal.length} of them (${(share * 100).toFixed(1)} %) are imported and come back equal`,
    `${refused.length} are refused by it; ${both.length} of them are refused by the importer too, with one sentence each`,
    `${newer.length} it refuses because it is older than what they use; the importer knows the newer specification`,
    `${edited.length} were edited, one variable and one connection each: ${counted('exactly')} changed exactly that, ${counted('refused and said')} say that a part of it cannot be said for one service alone`,
    `${crashed.length} crashes`,
  ]
  const missed = [
    ...(share < target ? [`${(share * 100).toFixed(1)} % come back equal, and ${target * 100} % are wanted`] : []),
    ...wrong.map((result) => `${result.case.name}: ${result.why}`),
    ...crashed.map((result) => `${result.case.name} crashed: ${result.crash}`),
    ...(slowest > 10_000 ? [`one import took ${Math.round(slowest / 1000)} s`] : []),
  ]
  return { lines, missed }
}

export function toMarkdown(results, totals, inference) {
  return `# Compose files of others

Every file of a corpus of public Compose files, imported, exported in place and to another folder, and read by \`docker compose
config\` before and after. Made by \`npm run corpus\`; the files themselves are other people's and are not part of this project.

${totals.lines.map((line) => `- ${line}`).join('\n')}

## Connections

Drawn from the files alone. Precision: how many of those drawn are real calls. Recall: how many of the calls that the files show at
all are drawn. Decoys: start-up orders that are no calls.

| system | drawn | precision | recall | decoys drawn | drawn and not known as a call |
| --- | --- | --- | --- | --- | --- |
${inference.map(toInferenceRow).join('\n')}

## Files

| file | Docker Compose | import | round trip |
| --- | --- | --- | --- |
${results.map(toRow).join('\n')}
`
}

function toInferenceRow({ system, drawn, precision, recall, decoys, taken, wrong }) {
  return `| ${system} | ${drawn} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${taken.length} of ${decoys} | ${wrong.join(', ')} |`
}

function toRow(result) {
  const { case: one, compose, imported, crash, sentence, components, connections } = result
  const read = crash ? `crash: ${crash}` : imported ? `${components} components, ${connections} connections` : `refused. ${sentence}`
  const trip = compose
    ? isEqual(result)
      ? 'equal'
      : `not equal: ${result.difference ?? 'not imported'}`
    : imported
      ? `newer than Compose 2.26.1`
      : ''
  return `| ${cell(one.name)} | ${compose ? 'accepted' : 'refused'} | ${cell(read)} | ${cell(trip)} |`
}

const isEqual = ({ imported, difference }) => imported && difference === undefined

const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()
