/** What dialogs about files say. */
export const filesInPortuguese = {
  '{name} was changed elsewhere, too': '{name} também foi alterado em outro lugar',
  'Another program, or git, changed the same lines as you did. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.':
    'Outro programa, ou o git, alterou as mesmas linhas que você. Escolha o que fica; todo o resto já está mesclado. O arquivo só é escrito quando você salvar, e Desfazer traz de volta o que havia aqui.',
  'Another program, or git, changed the same lines as you did in {count} places. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.':
    'Outro programa, ou o git, alterou as mesmas linhas que você em {count} lugares. Escolha o que fica; todo o resto já está mesclado. O arquivo só é escrito quando você salvar, e Desfazer traz de volta o que havia aqui.',
  'All of the file': 'Tudo do arquivo',
  'All of mine': 'Tudo meu',
  Later: 'Mais tarde',
  'Use what is chosen': 'Usar o escolhido',
  'Line {line}': 'Linha {line}',
  Yours: 'O seu',
  'The file': 'O arquivo',
  'These lines are taken out.': 'Estas linhas são retiradas.',
  'File name': 'Nome do arquivo',
  'Replace the file': 'Substituir o arquivo',
  'This folder holds no designs and no folders.': 'Esta pasta não contém projetos nem pastas.',
  'Open design': 'Abrir projeto',
  'Save design': 'Salvar projeto',
  'Save report': 'Salvar relatório',
  'Save diagnostics': 'Salvar diagnóstico',
  'Up to the folder above': 'Subir para a pasta acima',
  'Reading the folder': 'Lendo a pasta',
  'Recover unsaved edits?': 'Recuperar as edições não salvas?',
  'Microcosm ended before these were saved. Recovering opens them as unsaved edits; the files are as they were.':
    'O Microcosm terminou antes que fossem salvas. Recuperar abre-as como edições não salvas; os arquivos estão como estavam.',
  'Discard it': 'Descartar',
  'Discard all': 'Descartar tudo',
  'Discard the edits of {name}': 'Descartar as edições de {name}',
  'This draft is damaged and cannot be opened here; a text editor may still show its text.':
    'Este rascunho está danificado e não pode ser aberto aqui; um editor de texto talvez ainda mostre o texto.',
  'Discard {name}': 'Descartar {name}',
  '{name} cannot be opened': 'Não é possível abrir {name}',
  'It is not YAML that a design can be read from. The file is as it was; correct it in a text editor and open it again.':
    'Não é YAML do qual se possa ler um projeto. O arquivo está como estava; corrija-o em um editor de texto e abra-o de novo.',
  'Save your edits?': 'Salvar as edições?',
  '{name} has edits that are not saved. Discarded edits cannot be brought back.':
    '{name} tem edições não salvas. Edições descartadas não podem ser recuperadas.',
  'Discard edits': 'Descartar as edições',
  'Leave text that is not right yet?': 'Deixar um texto que ainda não está certo?',
  '{what}: what was typed there is not in the design yet. It is lost when you leave.':
    '{what}: o que foi digitado ali ainda não está no projeto. Perde-se ao sair.',
  'Discard the text': 'Descartar o texto',
}
