-- A team sees what it has guessed wrong in the round that is played; at its end the words are forgotten.

ALTER TABLE game_guesses ADD COLUMN typed TEXT;
