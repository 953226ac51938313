/** The commands that line cards up, as menus and the inspector offer them. */
export const arranging = [
  'align-left',
  'align-centre',
  'align-right',
  'align-top',
  'align-middle',
  'align-bottom',
  'distribute-across',
  'distribute-down',
]
