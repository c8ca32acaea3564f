"""Given names in the news and the pronoun they take; names that take both are left out."""

from typing import Final

_FEMALE: Final = """
abigail ada adriana agnes aisha alice alicia alison allison amal amanda amber amelia amina amy
ana anastasia andrea angela angelina anita ann anna anne annette annie antonia april ariana
arlene asha ashley aung audrey aya ayesha barbara beatrice becky bella bernadette beth betsy betty
beverly bonnie brenda bridget brittany camilla candace carla carly carmen carol carole caroline
carolyn carrie cassandra catherine cathy cecilia celia charlotte chelsea cheryl christiane
christina christine cindy claire clara claudia colleen condoleezza connie cora cristina cynthia
daisy danielle daria deborah debbie debra deepika deirdre delia denise diana diane dianne dina
dolores donna dora doris dorothy edith eileen elaine eleanor elena eleni elisabeth elise eliza
elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva eve evelyn fatima felicia
fiona florence frances françoise gabriela gabrielle gail galina gayane gemma genevieve georgia
geraldine gertrude gina giorgia giulia gisele gloria grace greta gretchen gwen gwyneth hannah
harriet heather heidi helen helena helene hilary hillary hope huma ida ilana indira inga ingrid
irena irene irina iris isabel isabella ivanka jacinda jacqueline jane janet janice jasmine jean
jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne jodie josephine joy joyce juana
judith judy julia julie juliet june kaja kamala karen karin karina kate katherine kathleen kathryn
kathy katie kay kayleigh keiko kellyanne kelly kersti kim kirsten kirsty kristen kristi kristin
kristina kristinne lara latoya laura lauren laurie leila lena leslie leyla lidia lilia lilian
lillian lily lina linda lisa liz liza lois loretta lori lorraine louise lucia lucy ludmila
luisa lydia lynn madeleine madison maggie maia malala manal mara marcia margaret margarita maria
mariam marian marianne marie marina marine marion marjorie marlene marsha martha mary matilda
maureen maya meera megan meghan melania melanie melinda melissa melody mercedes meryl mia michelle
mildred mimi mina miranda miriam molly monica mona nadia nancy naomi nastya natalia natalie natasha
nina noor nora norma olga olivia oprah pamela patricia paula pauline payal penelope penny petra
phoebe phyllis polly priti priya priyanka rachel raisa ramona rania rebecca regina renee rhonda
rihanna rita roberta rosa rosalind rose rosemary roxanne ruth sabina sabrina sally samantha sandra
sania sara sarah sasha selena serena shannon sharon sheila shelley sherry shirley silvia simone
sinead sofia sonia sonya sophia sophie stacey stella stephanie sue susan susana susanna suzanne
svetlana sylvia tamara tammy tania tanya tara tatiana teresa theresa tiffany tina tracy tricia
tulsi ursula valentina valerie vanessa vera veronica victoria violet virginia vivian viviane wanda
wendy whitney winifred yasmin yelena yekaterina yulia yvette yvonne zainab zara zoe zuzana
"""
_MALE: Final = """
aaron abdul abdullah abraham adam adel adrian ahmad ahmed aidan alan albert alberto alejandro
alexander alexei alexey alexis alfred ali allan allen alvin amir amit anders andre andrei andrew
andrey andriy andy angus anthony anton antonio antony anwar arash ararat archie arkady armen arman
arnold arshak arthur artur arun ashraf asif austin avi axel barack barry bart bashar bashir ben
benedict benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent
brett brian bruce bruno bryan byron calvin cameron carl carlos casey cecil cesar charles charlie
chester chris christian christoph christopher chuck clarence claude clayton clifford clint clive
colin connor corey cornelius craig curtis cyril dale damian damon dan daniel danny darren dave david
davit dean denis dennis denzel derek desmond devin dick diego dieter dirk dmitri dmitry dominic
dominique don donald donnie doug douglas duncan dwight dylan earl ed eddie edgar eduard eduardo
edward edwin eli elias elliott elmar elon emil emmanuel enrique eric erik ernest ernesto ethan eugene
evan ezra fabian federico felipe felix ferdinand fernando floyd francesco francis francisco franco
francois françois frank franklin fred frederick friedrich fritz gareth garik garry gary gavin gene
geoffrey geoff george gerald gerard gerhard gilbert giorgi giovanni giuseppe glen glenn gordon graham
grant greg gregory guillaume guillermo gustavo guy hakan hamid hamza hans harold harris harry harvey
hasan hassan heiko heinrich hector helmut henri henry herbert herman hikmet hossein howard hubert
hugh hugo hussein ian ibrahim igor ilham ilya imran isaac ismail ivan ivo jack jacob jacques jaime
jake jakob james jan jared jason javier jay jeff jeffrey jens jeremy jerome jerry jesse jesus jeyhun
jim jimmy joachim joe joel johan johannes john johnny jon jonathan jordan jorge jose josé joseph josh
joshua juan julian julio julius jürgen justin kamal karim karl keir keith kemal ken kenneth kenny kevin
khalid khikmet kofi konstantin kurt kyle lance lars larry lawrence lee len leo leon leonard leonid
leroy leslie lester levon lewis liam lindsey lionel lloyd louis luc luca lucas luis luiz lukas luke
luther mahmoud manmohan manuel marc marcel marco marcus mario mariano mark marko martin marvin matt
matteo matthew maurice max maxim maximilian mehmet mevlut michael michel miguel mike mikhail milan
milos mitch mitt mohamed mohammad mohammed moritz morris moses muhammad mustafa narendra nathan
nathaniel ned neil nelson nicholas nick nicolas nicolae nigel nikol nikola nikolai nikos noah noel
norman oleg oleksandr oleksiy oliver omar oscar osman otto owen pablo paolo pascal patrick paul pavel
pedro pete peter petr petro phil philip philippe phillip pierre piers pranab qasim rahul rajnath ralph
ramon ramzan randy raphael rashid raul ravi ray raymond recep reggie reinhold reuben rex reza ricardo
richard rick ricky rishi rob robert roberto robin rodney rodrigo roger roland roman ron ronald rory
ross roy ruben rudolph rudy rupert russell ryan said salman salvatore sam samuel sanjay saul scott
sean sebastian sergei sergey sergio serhiy seth shane shinzo sidney silvio simon spencer stanislav
stanley stefan stephen stepan sterling steve steven stewart stuart sultan sunil suren tariq ted
terrence terry theo theodore thierry thomas tim timothy tobias todd tom tommy tony travis trevor tyler
umar vadim valery vasily vaughn vernon victor vijay viktor vikram vince vincent vitaly vladimir
volodymyr vyacheslav wade wallace walter warren wayne wesley wilfred wilhelm will willem william
willie winston wolfgang xavier xi yair yasser yevgeny yitzhak yuri yusuf yves zachary zahid zareh
zayn zbigniew
"""
_BOTH: Final = frozenset(
    "jean kim leslie sasha jan jordan dominique alexis lee robin".split()
)

FEMALE_NAMES: Final = frozenset(_FEMALE.split()) - _BOTH
MALE_NAMES: Final = frozenset(_MALE.split()) - _BOTH
GIVEN_NAMES: Final = FEMALE_NAMES | MALE_NAMES | _BOTH
