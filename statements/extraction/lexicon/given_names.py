"""Given names in the news and the pronoun they take; names that take both are kept apart."""

from typing import Final

_FEMALE: Final = """
abigail ada adelaide adele adriana agatha agnes ai aida aileen aimee aisha alana alba alessandra
alexandra alice alicia alina alison allison alma alyssa amal amanda amber amelia amelie amie amina
amira amy ana anabel anastasia anastasiya andie andrea anette angela angelica angelina angelique
anika anisa anita anjali ann anna annabel annabelle annalena anne anneliese annette annie annika
anouk antonella antonia anushka anya april ariana arianna arielle arlene arya asha ashley astrid
audrey aung aurora ava avril aya ayesha azadeh babette barbara beata beatrice becky bella berenice
bernadette bernadine bernice bertha beth bethany betsey betsy betty beverley beverly bianca birgit
blanca blanche blythe bonnie brenda brenna bria bridget bridgette brigitte brittany bronwen brooke
caitlin caitlyn camilla candace candice cara carina carla carly carmela carmen carol carole carolina
caroline carolyn carrie cassandra cassie catalina catarina cate catherine cathy cecile cecilia
celeste celia celine chandra chantal charlene charlotte charmaine chelsea cheryl chiara chloe
chrissy christa christiane christie christina christine cindi cindy claire clara claudette claudia
claudine clementine cleo colette colleen condoleezza connie consuelo cora corinne cornelia courtney
cristina crystal cynthia daisy daniela danielle daphne daria darlene dasha dawn deanna debbie debora
deborah debra dee deena deepika deidre deirdre delia delphine denise desiree devi diana diane dianna
dianne dina dolly dolores dominika donna dora doreen doris dorota dorothy eden edith edna edwina
effie eileen elaina elaine eleanor elena eleni elin elisa elisabeth elise elissa eliza elizabeth
ella elle ellen ellie eloise elsa elvira emilia emily emine emma emmanuelle erica erika erin estelle
esther etta eugenia eunice eva evangeline eve evelyn evgenia fabiola faith fanny farah farida fatima
faye felicia felicity fern fiona fleur flora florence frances françoise freda frida gabby gabriela
gabrielle gail galina gayane gemma geneva genevieve genie georgette georgia georgina geraldine
germaine gertrude ghislaine gigi gillian gina ginger ginny giorgia giovanna gisele giulia gladys
glenda glenna gloria grace greta gretchen gwen gwendolyn gwyneth hadley hana hanna hannah harriet
hattie hazel heather heidi helen helena helene heloise henrietta hermione hilary hilda hillary honor
hope hortense huma ida ilana imani imogen indira ines inga inge ingrid iona irena irene irina iris
irma isabel isabella isla isobel itzel ivana ivanka ivy jacinda jacklyn jaclyn jacqueline jada jana
jane janelle janet janette janice janine jasmine jayne jeanette jeanne jeannie jeannine jemima jen
jenna jenni jennifer jenny jerri jessica jill jillian jo joan joanie joann joanna joanne jodie
joelle jolene joni josefina josephine josie joy joyce juana judith judy julia juliana juliane
julianna julianne julie juliet june juno justine kaitlin kaitlyn kaja kamala karen karin karina
karla karyn kasia katarina kate katharine katherine kathie kathleen kathryn kathy katie katrina
katya kay kayleigh keiko kelli kellyanne kelsey kendra kersti kiera kimberly kira kirsten kirstie
kirsty krista kristen kristi kristin kristina kristinne krystal lacey ladonna lana lara larissa
lashonda latoya laura lauren laurie leah leanne leena leigh leila lena lenore leonie leonora leticia
letitia leyla lidia lila lilia lilian lillian lillie lilly lily lina linda lindsay linnea lisa liv
livia liz liza lizzie lois lola loni lora loraine loretta lori lorna lorraine louisa louise luana
lucia lucille lucinda lucy ludmila luisa lupe luz lydia lynda lynette lynn lynne mabel mackenzie
maddie madeleine madeline madison magda magdalena maggie maia malala manal mandy mara marcella
marcia margaret margarete margarita margot marguerite maria mariam marian mariana marianne maribel
maricel marie mariella marilyn marina marine marion marisa marissa marjorie marjory marla marlene
marsha marta martha martina mary maryam marylin matilda matilde maud maude maureen mavis maxine maya
mayra meera meg megan meghan melania melanie melina melinda melissa melody mercedes mercy meredith
merle merrill meryl mia michaela michele michelle mildred milena millicent millie mimi mina mindy
minnie mira miranda mireille miriam moira mollie molly mona monica monika monique morgana muriel
myra myrna nadia nadine nan nancy nanette naomi narges nastya natalia natalie natascha natasha
nathalie neha nell nellie nichola nicola nicole nicolette nikita nikki nina noelle noemi nola noor
nora noreen norma nour odessa odette oksana olena olga olivia olympia oona ophelia oprah paige
paloma pamela pansy patrice patricia patti paula paulette pauline payal pearl peggy penelope penny
perla petra philippa phoebe phyllis pippa polly portia priti priya priyanka prudence rachael rachel
raisa ramona rania raquel rebecca reem regina renata renee rhea rhoda rhonda ria ricarda rihanna
rita roberta robyn rochelle romina rona rosa rosalie rosalind rosalyn rosana rosanna rose roseanne
rosemary rosetta rosie rowena roxana roxanne ruby ruth sabina sabrina sadie saira sally salma salome
samantha samira sandra sania sara sarah saskia savannah scarlett selena selma serafina serena shana
shanna shari sharon sharron shauna shawna shayla sheena sheila shelby shelley shelly sheri sherry
sheryl shirley shona shreya sibyl sigrid silvia simona simone sinead siobhan siri sofia sondra sonia
sonya sophia sophie soraya stacey stefanie steffi stella stephanie stephany sue sunita susan susana
susanna suzan suzanne suzette svenja svetlana sybil sydney sylvia talia tamar tamara tamika tammy
tamsin tania tanya tara tatiana tatyana teresa teri terri thandi thea thelma theresa therese
thomasina tiffany tilda tina toni tonya tori tricia trina trish trisha trudy tulsi una ursula usha
valentina valeria valerie vanessa velma vera verna veronica vicki vicky victoria viola violet
virginia vita vivian viviana viviane wanda wendi wendy whitney wilhelmina wilma winifred xenia yael
yana yasmin yasmine yekaterina yelena yesenia ylva yolanda yulia yvette yvonna yvonne zahra zaina
zainab zara zelda zena zeynep zoe zofia zuleika zuzana
"""
_MALE: Final = """
aaron abdul abdullah abner abraham adam adel aditya adolf adrian agustin ahmad ahmed ahmet aidan
aksel alain alan alastair albert alberto aldo alec alejandro aleksandr alessandro alexander alexei
alexey alfonso alfred alfredo ali alistair allan allen allister alonso alonzo alton alvin amadou
amir amit amos anatoly anders andre andreas andrei andreu andrew andrey andriy andrzej andy angel
angelo angus anil anselm anthony antoine anton antoni antonio antony anwar ararat arash archer
archie arkady arman armando armen arnaud arne arnold arnulf arshak art arthur artur arturo arun
arvind ashraf ashton asif atul aubrey august augusto aurelio austin avi axel aziz barack barney
barrett barry bart bartholomew bashar bashir basil bela ben benedict benito benjamin bennett benny
bernard bernardo bernd bernie bert bertrand bhupendra bill billy björn blake bo bob bobby bogdan
booker boris boyd brad bradford bradley bram brandon brendan brendon brent brett brian brock brody
bruce bruno bryan bryce buck bud burt byron caleb calvin cameron carl carlo carlos carlton carmine
carson carter cary casper cecil cedric cesar chad chandler charles charlie chase chauncey chester
chetan chip chris christian christoph christopher christos chuck chuka clarence claude claudio
clayton cliff clifford clint clinton clive clyde cody cole colin connor conor conrad constantin
corey cormac cornelius cory courtland craig curt curtis cyril cyrus dale dallas dalton damian damien
damon dan daniel daniil danny dante darin darius darrell darren darryl daryl dashiell dave david
davide davis davit dayton dean deepak del delbert demetrius denis dennis denny denzel derek derrick
desi desmond destin devin devon dhruv diarmuid dick didier diego dieter dilip dimitri dion dirk
djibril dmitri dmitry domingo dominic don donal donald donnie donovan dorian doug douglas doyle drew
duane dudley duke duncan dustin dwight dylan earl earnest ed eddie edgar edgardo edmond edmund
eduard eduardo edward edwin efrain egbert einar eitan eli elias elie elijah elliott ellis elmar elon
elton emanuel emery emil emile emiliano emir emmanuel emre enda enrique enzo ephraim erdogan eric
erik ernest ernesto ernie erwin esteban ethan etienne eugene evan evander everett ezra fabian fadi
faisal farhad fausto federico felipe felix ferdinand ferdinando fergal fergus fernando fidel filip
finn flavio fletcher florian floyd forrest francesc francesco francis francisco franco francois
frank franklin franz françois fred freddie freddy frederick fredrik friedrich fritz gabriel gaetano
galen gareth garik garret garrett garry garth gary gaston gavin geert gene gennady geoff geoffrey
george geraint gerald gerard gerardo gerd gerhard gerry gianni gideon gil gilbert gilles gino giorgi
giorgio giovanni giulio giuseppe glen glenn gordon grady graeme graham grant greer greg gregor
gregory grigory guillaume guillermo gunnar gunther gus gustav gustavo guy hakan hal hamid hamza hank
hannes hans hans-peter hari harlan harley harold harris harry haruki harvey harvie hasan hashim
hassan heath hector heiko heinrich helmut henri henry herbert herman hernan hershel hideo hikmet
hiroshi hjalmar horace horst hosni hossein howard hubert hubertus hugh hugo humberto humphrey husam
hussein hyman iain ian ibrahim ignacio igor ike ilham ilya immanuel imran ingmar ira irvin irving
irwin isaac isaiah ismail israel issa itzhak ivan ivo jacinto jack jackson jacob jacques jake jakob
jalal jamal james janos jared jarrod jarvis jason jasper javad javier jay jed jeff jefferson jeffrey
jeffry jens jeremy jermaine jerome jerrold jerry jesse jesus jeyhun jim jimmy jiri joachim joao
joaquin jock joe joel joey johan johann johannes john john-paul johnny jon jonah jonas jonathan
joost jorg jorge jos jose joseph josh joshua josé juan judd jude juha jules julian julio julius
jussi justin jürgen kamal kareem karim karl kaspar katsuya keir keith kelvin kemal ken kendall
kendrick kenji kenneth kenny kent kenta kermit kevan kevin khaled khalid khikmet kieran kip kirill
kirk klaus knut kofi konrad konstantin kris krishna kristian kristoffer kunal kurt kwame kyle laith
lamar lamont lance lane larry lars laszlo laurent lawrence lazaro leandro leif leland len lennart
lenny leo leon leonard leonid leopold leroy lester lev levi levon lewis lex liam lincoln lindsey
linus lionel lloyd logan lonnie lorenzo lothar lou louie louis lowell luc luca lucas luciano lucien
ludwig luigi luis luiz lukas luke luther lyle lyndon mack mahmoud maksim malcolm malik mamadou
manfred manmohan manny manoj manuel marat marc marcel marcello marcelo marco marcus marek mariano
mario marius mark marko marlon marshall martin marty martyn marvin marwan mason massimo mathew
mathias mathieu mats matt matteo matthew matthias maurice maurizio mauro max maxim maxime maximilian
maxwell mehdi mehmet mel melvin merlin merv mevlut micah michael michal micheal michel mick mickey
miguel mihai mike mikhail miklos milan milo milos milton miroslav mitch mitchell mitt mohamad
mohamed mohammad mohammed mohan mohit mordechai moritz morris mort mortimer moses mounir muhammad
murray mustafa myron nadeem nadim narendra nasser nate nathan nathaniel naveed neal ned neil nelson
nestor nicholas nick nicolae nicolas niels nigel nikesh nikol nikola nikolai nikos nils nino noah
noel norbert norm norman oded odin olaf ole oleg oleksandr oleksii oleksiy oliver olivier omar omer
orlando orrin orson orville osama oscar osman osvaldo oswald otis otto ousmane owen ozgur pablo
paddy paolo pascal patricio patrick patrik paul paulo pavel payton pedro percy perry pervez pete
peter petr petro peyton phil philip philippe phillip phineas pierce pierre piers pietro piotr porter
prakash pranab prem preston qasim quentin quincy rafael rafiq rahul raimund rainer raja rajesh rajiv
rajnath rakesh ralph ramesh ramiro ramon ramzan randal randall randolph randy raoul raphael rasheed
rashid rasmus raul ravi ravindra ray raymond raymund raúl recep reggie reid reinaldo reinhold renato
reuben rex reza rhett rhys ric ricardo richard rick ricky rico rishi roald rob robbie robert roberto
rod roderick rodney rodolfo rodrigo rogelio roger roland rolando rolf roman romeo ron ronald ronan
ronny roosevelt rory ross rowan roy royce ruben rubén rudolf rudolph rudy rupert ruslan russ russel
russell rusty ruud ryan saad sachin sadiq said sal salim salman salvatore sam samir sammy samuel
sandro sanford sanjay santiago santos satya saul scott sean sebastian serge sergei sergey sergi
sergio serhiy seth seymour shamus shane shaun shawn shekhar sheldon sherman shimon shinzo shyam
siddharth sidney sigmund silvio simon sinan sol solomon soren spencer spiro stan stanislav stanley
stavros stefan stefano stein stepan stephan stephane stephen sterling steve steven stevie stewart
stig stoyan stuart sultan sunil suren sven sylvester tadeusz taj takeshi tal taras tariq taro tate
tayyip ted teddy terence terrence terry thad thaddeus theo theodor theodore thibault thierry thomas
thor thorsten tibor tiger tim timothy tito titus tobiah tobias todd tom tomas tomasz tommy tonino
tony torsten travis trent trevor trey tristan troy tucker tunde ty tyler ulrich ulysses umar uri urs
vaclav vadim valentin valery vance vasily vassilis vaughn vernon victor vidal vijay vikram viktor
vince vincent virgil vitaly vito vivek vlad vladimir vladislav volker volodymyr vyacheslav wade
waleed walid wallace walt walter ward warner warren wayland wayne wendell werner wes wesley weston
wilbert wilbur wiley wilfred wilfredo wilfried wilhelm will willard willem william willie wim
winston wladimir wojciech wolfgang woodrow wyatt xavier xi yair yanis yannick yaroslav yasser yehuda
yevgeny yitzhak yoav yogi yosef yousef yukio yuri yusuf yves zach zachariah zachary zack zahid zane
zareh zayn zbigniew zeke zeljko zoltan zoran étienne
"""
_BOTH: Final = """
alex alexis ariel casey dominique frankie jaime jamie jan jean jody jordan kelly kerry kim lee
leslie morgan pat quinn riley robin sandy sasha shannon stacy taylor tracy
"""

FEMALE_NAMES: Final = frozenset(_FEMALE.split())
MALE_NAMES: Final = frozenset(_MALE.split())
GIVEN_NAMES: Final = FEMALE_NAMES | MALE_NAMES | frozenset(_BOTH.split())
