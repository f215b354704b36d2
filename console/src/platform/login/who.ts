let here: string | undefined

/** Whose page this is: the person every request of it speaks for. Nobody before sign-in. */
export function personHere(): string | undefined {
  return here
}

/** Says whose page this is from now on. */
export function setPersonHere(person: string | undefined): void {
  here = person
}
