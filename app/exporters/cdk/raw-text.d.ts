/** A file as its text. The bundler reads it while building. */
declare module '*?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the bundler gives it as the default.
  export default text
}
