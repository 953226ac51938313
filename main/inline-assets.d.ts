/** A file that the bundler writes into the program as a data address. */
declare module '*?inline' {
  const dataUrl: string
  export = dataUrl
}
