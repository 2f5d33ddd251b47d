"""Everyday sentences, by which the model's rounding learns how large its inner values grow.

They belong to no set that the library is measured on; what matters is that they are of all sorts.
"""

SENTENCES = """
do we need a visa for this country, and how long does it take?
is breakfast included in the price
My parents are seventy and cannot climb stairs. Is there a lift in the hotel?
what is the weather like in december
how do i get from the airport to the old town
Can we pay in three parts, and what happens if we cancel two weeks before departure?
hello
thanks a lot, that was very helpful!
I would like to speak to a person, please.
two adults and a child of five, six nights from the twentieth of december
The deposit is 30 percent of the total; the balance is due 45 days before travel.
Carry an adapter for type C and F sockets; the voltage is 230 V at 50 Hz.
Children under two fly free on a parent's lap, but taxes of about $25 may apply.
Is tap water safe to drink there?
which vaccinations are recommended for the jungle
we love snorkelling, temples, street food and long walks on the beach
honeymoon suite with a private pool, sea view and late check-out
Passports must be valid for at least six months after the day of return.
Can I bring my dog?
the train leaves at 7:45 from platform 9 and arrives just before noon
Do you offer vegetarian, vegan, halal or kosher meals on the flight?
how much should I tip drivers, guides and porters
Shops close on Sundays; museums are shut on Mondays, except in high season.
our suitcase did not arrive, whom do we call?
baggage allowance economy 23 kg
travel insurance
where can i change money at a fair rate
is it safe for a woman to travel alone at night
Please send me the invoice with GST number 27AAAPA1234A1Z5.
What documents do grandparents need when they travel with their grandchildren?
Wear clothes that cover shoulders and knees when you visit a mosque or a shrine.
there is no mobile signal in the mountains, so download the maps beforehand
can you play some jazz in the kitchen
what's the square root of 144
tell me a joke about penguins
remind me to water the plants on friday morning
how many calories are there in a banana?
who won the world cup in 1998
my laptop screen stays black after the update
Transfer fifty euros from my savings to my checking account.
The committee approved the budget after a long and rather heated debate about taxes.
Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.
She plays the violin in an orchestra and teaches mathematics at a small school.
translate good evening into japanese
is my order on its way, i paid for it last tuesday
set the thermostat to 21 degrees
Refunds are made to the card that was charged, within ten working days, less the bank's own fees.
Ferries to the islands do not run when the waves are higher than two metres.
wheelchair accessible van with a ramp for eight people
is alcohol allowed in the hotel room during ramadan?
yes
no, make it four rooms instead
kerala houseboat one night with meals
Bali, Ubud, Seminyak, Nusa Penida, Gili Air
The monsoon brings heavy showers from June to September; mornings are often dry all the same.
do you have any job openings for drivers
i want my money back, this is unacceptable!!!
Sunrise at the volcano: pick-up at 2:30 am, bring a jacket, breakfast box included.
e-visa fee usd 35 per person
early check in before 9 am possible?
""".strip().splitlines()
