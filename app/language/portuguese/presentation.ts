import type { presentationInSpanish } from '../spanish/presentation.ts'

/** Presenting a design in steps, in the Portuguese of Brazil. */
export const presentationInPortuguese: Record<keyof typeof presentationInSpanish, string> = {
  'Present the design': 'Apresentar o projeto',
  'Add a step of what is shown': 'Adicionar um passo com o que é mostrado',
  Presentation: 'Apresentação',
  Present: 'Apresentar',
  'Show the design to others in steps: move and zoom the drawing, focus on a part, predict and stop at a moment, then keep it.':
    'Mostre o projeto a outros em passos: mova e amplie o desenho, destaque uma parte, preveja e pare em um momento; depois guarde.',
  'Add step from this view': 'Adicionar passo com esta vista',
  'Steps of the presentation': 'Passos da apresentação',
  'Move the step up': 'Mover o passo para cima',
  'Move the step down': 'Mover o passo para baixo',
  'Delete the step': 'Excluir o passo',
  Title: 'Título',
  Text: 'Texto',
  Shows: 'Mostra',
  'A part of the drawing': 'Uma parte do desenho',
  'The whole drawing': 'O desenho inteiro',
  '{count} in focus': '{count} em destaque',
  'Take this view instead': 'Usar esta vista no lugar',
  'Figures of': 'Valores de',
  'no scenario: the drawing alone': 'nenhum cenário: só o desenho',
  At: 'Em',
  'the whole run': 'a execução inteira',
  'Write a time with its unit, such as 40s.': 'Escreva um tempo com sua unidade, como 40s.',
  'The figures cannot be shown.': 'Não é possível mostrar os valores.',
  'End the presentation': 'Encerrar a apresentação',
  '{step} of {count}': '{step} de {count}',
  'Step before': 'Passo anterior',
  Next: 'Próximo',
  End: 'Encerrar',
}
