/** What dialogs about files say. */
export const filesInSpanish = {
  '{name} was changed elsewhere, too': '{name} también se cambió en otro lugar',
  'Another program, or git, changed the same lines as you did. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.':
    'Otro programa, o git, cambió las mismas líneas que usted. Elija lo que se queda; todo lo demás ya está combinado. El archivo no se escribe hasta que guarde, y Deshacer devuelve lo que había aquí.',
  'Another program, or git, changed the same lines as you did in {count} places. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.':
    'Otro programa, o git, cambió las mismas líneas que usted en {count} lugares. Elija lo que se queda; todo lo demás ya está combinado. El archivo no se escribe hasta que guarde, y Deshacer devuelve lo que había aquí.',
  'All of the file': 'Todo lo del archivo',
  'All of mine': 'Todo lo mío',
  Later: 'Más tarde',
  'Use what is chosen': 'Usar lo elegido',
  'Line {line}': 'Línea {line}',
  Yours: 'Lo suyo',
  'The file': 'El archivo',
  'These lines are taken out.': 'Estas líneas se quitan.',
  'File name': 'Nombre del archivo',
  'Replace the file': 'Reemplazar el archivo',
  'This folder holds no designs and no folders.': 'Esta carpeta no contiene diseños ni carpetas.',
  'Open design': 'Abrir diseño',
  'Save design': 'Guardar diseño',
  'Save report': 'Guardar informe',
  'Save diagnostics': 'Guardar diagnóstico',
  'Up to the folder above': 'Subir a la carpeta superior',
  'Reading the folder': 'Leyendo la carpeta',
  'Recover unsaved edits?': '¿Recuperar los cambios sin guardar?',
  'Microcosm ended before these were saved. Recovering opens them as unsaved edits; the files are as they were.':
    'Microcosm terminó antes de que se guardaran. Recuperarlos los abre como cambios sin guardar; los archivos siguen como estaban.',
  'Discard it': 'Descartarlo',
  'Discard all': 'Descartar todo',
  'Discard the edits of {name}': 'Descartar los cambios de {name}',
  'This draft is damaged and cannot be opened here; a text editor may still show its text.':
    'Este borrador está dañado y no se puede abrir aquí; un editor de texto quizá aún muestre su texto.',
  'Discard {name}': 'Descartar {name}',
  '{name} cannot be opened': 'No se puede abrir {name}',
  'It is not YAML that a design can be read from. The file is as it was; correct it in a text editor and open it again.':
    'No es YAML del que se pueda leer un diseño. El archivo sigue como estaba; corríjalo en un editor de texto y ábralo de nuevo.',
  'Save your edits?': '¿Guardar los cambios?',
  '{name} has edits that are not saved. Discarded edits cannot be brought back.':
    '{name} tiene cambios sin guardar. Los cambios descartados no se pueden recuperar.',
  'Discard edits': 'Descartar los cambios',
  'Leave text that is not right yet?': '¿Dejar un texto que aún no es correcto?',
  '{what}: what was typed there is not in the design yet. It is lost when you leave.':
    '{what}: lo que se escribió allí aún no está en el diseño. Se pierde al salir.',
  'Discard the text': 'Descartar el texto',
}
