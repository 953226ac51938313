/** Every card has this size, pixels at 100 %, so that layouts stay true whatever a card shows. */
export const cardSize = { width: 208, height: 92 }

/** Cards snap to this grid. */
export const gridSize = 8
