declare module 'snowball-stemmers' {
  const stemmers: { newStemmer(algorithm: string): { stem(word: string): string } }
  export default stemmers
}

declare module 'stopword' {
  const dan: string[]
  const deu: string[]
  const eng: string[]
  const fin: string[]
  const fra: string[]
  const hun: string[]
  const ita: string[]
  const nld: string[]
  const nob: string[]
  const pol: string[]
  const por: string[]
  const ron: string[]
  const rus: string[]
  const spa: string[]
  const swe: string[]
  const tur: string[]

  export { dan, deu, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, rus, spa, swe, tur }
}
