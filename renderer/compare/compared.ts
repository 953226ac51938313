import type { Design } from '../../app/design/design.ts'

/** What a design is compared with: another one, or why it cannot be had. */
export type Compared = { label: string; design: Design } | { label: string; sentence: string }
