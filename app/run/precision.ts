/** Half a 95 % interval as a share of its figure, up to which predictions go on where nobody says otherwise. */
export const usualPrecision = 0.05

/** Between these a precision makes sense: finer takes days, coarser says nothing. */
export const finestPrecision = 0.001
export const coarsestPrecision = 1
