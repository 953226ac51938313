// Properties draw the same cases in every run of the tests; another MICROCOSM_SEED looks for new ones.
import * as fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.MICROCOSM_SEED ?? 1) })
