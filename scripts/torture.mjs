// npm run torture -- kills|pages|workers [COUNT] [SEED]: what is broken off in the middle, again and again, in the real program.
// Each part prints its counts in one line; the whole fails where anything was lost.
import { say } from './setup/shell.mjs'
import { tortureByKills } from './torture/kills/kills.mjs'
import { tortureByPages } from './torture/pages.mjs'
import { tortureByWorkers } from './torture/workers/workers.mjs'

const parts = {
  kills: { count: 400, torture: tortureByKills },
  pages: { count: 100, torture: tortureByPages },
  workers: { count: 100, torture: tortureByWorkers },
}

const [name, count, seed = '1'] = process.argv.slice(2)
const part = parts[name]
const isCount = count === undefined || /^[1-9]\d{0,5}$/.test(count)
if (!part || !isCount || !/^\d{1,9}$/.test(seed)) {
  console.error(`Say what to torture and how often: npm run torture -- ${Object.keys(parts).join('|')} [COUNT] [SEED]`)
  process.exit(1)
}
const { line, losses } = await part.torture(Number(count ?? part.count), Number(seed), say)
for (const loss of losses) say(`  lost: ${loss}`)
say(line)
process.exit(losses.length === 0 ? 0 : 1)
