import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county and its process. */
export const config: StoryConfig = {}
