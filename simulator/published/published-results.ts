import type { PublishedResult } from './published.ts'
import { awsJitter } from './results/aws-jitter.ts'
import { ciwBank } from './results/ciw-bank.ts'
import { ciwCafe } from './results/ciw-cafe.ts'
import { closedNetwork } from './results/closed-network.ts'
import { hpaWalkthrough } from './results/hpa-walkthrough.ts'
import { metastable } from './results/metastable.ts'
import { brookerRetries, googleRetryBudgets } from './results/retries.ts'
import { tailAtScale } from './results/tail-at-scale.ts'

/** Every published result that is asked of the prediction. */
export const publishedResults: PublishedResult[] = [
  ciwBank,
  ciwCafe,
  closedNetwork,
  brookerRetries,
  googleRetryBudgets,
  awsJitter,
  tailAtScale,
  hpaWalkthrough,
  metastable,
]
