import { type OnProgress, PredictPool } from '../../simulator/predict/predict-pool.ts'
import type { Io } from './command.ts'
import { createProgress } from './progress.ts'

/** Runs many predictions with a bar that says how far they are, and ends their threads afterwards. */
export async function withPool<Answer>(
  io: Io,
  what: string,
  ask: (pool: PredictPool, onProgress: OnProgress) => Promise<Answer>,
): Promise<Answer> {
  const pool = new PredictPool(io.places.predictWorker)
  const progress = createProgress(io, 1)
  try {
    return await ask(pool, (done, total) => {
      progress.show({ type: 'progress', phase: what, message: `${what}: ${Math.floor(done)} of ${total}`, done, total })
    })
  } finally {
    progress.clear()
    await pool.close()
  }
}
