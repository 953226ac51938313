import { Pool } from 'pg'
import type { ProgramCall } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import { sampleWork } from '../measure/work-sampler.ts'
import { type Client, orAbandoned } from './client.ts'

const longestStatementUs = 2 ** 31 - 1

/** Runs a statement that takes as long as the design says, through a pool of connections. */
export function createPostgresClient(call: ProgramCall, random: Random): Client {
  const pool = new Pool({
    host: call.host,
    port: call.port,
    user: call.user,
    password: call.password,
    database: call.database,
    max: call.poolSize ?? 10,
    // A pool that shrank would pay for new connections in the middle of a measurement.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5000,
  })
  // The pool throws away a connection that breaks while idle; the next call opens another.
  pool.on('error', () => {})
  return {
    call({ journey, endpoint }, signal) {
      const statement = call.statements?.[endpoint ?? journey] ?? call.statement
      const microseconds = statement ? Math.round(sampleWork(statement, random) * 1000) : 0
      const query = { name: 'work', text: 'select microcosm_work($1)', values: [Math.min(longestStatementUs, microseconds)] }
      return orAbandoned(pool.query(query), signal).then(() => 'in full')
    },
  }
}
