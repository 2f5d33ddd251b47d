"""The words by which people speak of themselves, in eight languages: "we are 4 adults"."""

from agents.regexes import regex

# Read in a plain text. Where a language says it by the verb alone ("somos 4"), the verb stands for it.
OF_US = regex(
    r"(?<!\w)(?:we|we're|we'll|we'd|we've|us|our|ours|i|i'm|i'll|i'd|i've|me|my|mine|myself|"
    r"somos|estamos|iremos|vamos|seremos|viajamos|viajaremos|nosotr[oa]s|nuestr[oa]s?|nos|soy|yo|mi|mis|"
    r"nous|notre|nos|on est|on sera|je|j'ai|moi|mon|ma|mes|"
    r"wir|uns|unser\w*|ich|mich|mir|mein\w*|"
    r"seremos|nosso|nossa|sou|eu|meu|minha|a gente|"
    r"мы|нас|нам|наш\w*|я|меня|мне|мой|моя|мои|"
    r"हम|हमे|हमें|हमार\S*|हमको|मैं|मुझे|मेर[ेाी]|hum|ham|humein|humko|hamar[ea]|hamein|main hoon|mujhe|"
    r"mer[aei]|"
    r"نحن|لنا|عندنا|معنا|سنكون|انا|عندي|لي|معي)(?!\w)"
)
# Those who travel, counted.
HEADS = regex(
    r"\d\s*(?:adults?|people|persons?|pax|of us|kids|children|seniors?|adult[oe]s?|personas|pessoas|ninos|"
    r"criancas|personnes|enfants|erwachsene\w*|personen|kinder|leute|взросл\w+|человек\w*|детей|वयस्क|लोग|"
    r"log|बच्चे|bachche|بالغين|اشخاص|اطفال)(?!\w)"
)
