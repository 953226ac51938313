import { studentT95 } from '../student-t.ts'
import { autocorrelationFactor, type Estimate, ratioInterval } from './intervals.ts'

/** Fewer sections for each control, and its factor is mostly chance. */
const sectionsPerControl = 5
/** A control that explains less is not worth the degree of freedom that it takes. */
const worthwhile = 0.9
/** A control so many standard errors off its mean does not have that mean. */
const credible = 4
/** What is left of a control beside the others before it, as a share of it. */
const leastOfItsOwn = 1e-6

/**
 * A ratio as `ratioInterval` gives it, with what chance did to things whose mean is known taken out: the sections' residuals are regressed
 * on `controls`, each a value for each section with mean zero (requests that came beyond those expected), and the line is read where all
 * controls are zero. The interval is that of the regression's intercept, with a degree of freedom less for each control (Lavenberg and
 * Welch 1981; Law, Simulation Modeling and Analysis, 11.4). Where there are too few sections, or the interval would not become narrower,
 * it is the plain one.
 */
export function controlledInterval(above: number[], below: number[], controls: number[][], alike: number): Estimate | null {
  const plain = ratioInterval(above, below, alike)
  if (!plain) return null
  const n = above.length
  const axes = toAxes(controls.slice(0, Math.floor(n / sectionsPerControl)))
  if (axes.length === 0 || plain.half === 0) return plain
  const residuals = above.map((each, i) => each - plain.value * (below[i] as number))
  let [intercept, factor] = [0, 1 / n]
  for (const { centred, squares, mean } of axes) {
    const slope = dot(residuals, centred) / squares
    centred.forEach((each, i) => {
      residuals[i] = (residuals[i] as number) - slope * each
    })
    intercept -= slope * mean
    factor += (mean * mean) / squares
  }
  const degrees = n - 1 - axes.length
  const scale = n / below.reduce((sum, each) => sum + each, 0)
  const spread = (dot(residuals, residuals) / degrees) * factor * autocorrelationFactor(residuals, alike)
  const half = studentT95(degrees) * Math.sqrt(spread) * scale
  const value = plain.value + intercept * scale
  return half < worthwhile * plain.half && value > 0 ? { value, half, controlled: true } : plain
}

interface Axis {
  centred: number[]
  squares: number
  /** Of the control itself, whose expectation is zero. */
  mean: number
}

/** The controls one after another, each without what those before it say already (modified Gram-Schmidt). */
function toAxes(controls: number[][]): Axis[] {
  const axes: Axis[] = []
  for (const control of controls) {
    const n = control.length
    let mean = control.reduce((sum, each) => sum + each, 0) / n
    let centred = control.map((each) => each - mean)
    const before = dot(centred, centred)
    if (!(before > 0) || Math.abs(mean) > credible * Math.sqrt(before / (n - 1) / n)) continue
    for (const axis of axes) {
      const share = dot(centred, axis.centred) / axis.squares
      centred = centred.map((each, i) => each - share * (axis.centred[i] as number))
      mean -= share * axis.mean
    }
    const squares = dot(centred, centred)
    if (squares > leastOfItsOwn * before) axes.push({ centred, squares, mean })
  }
  return axes
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, each, i) => sum + each * (b[i] as number), 0)
}
