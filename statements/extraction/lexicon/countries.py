"""Countries with their adjectives and capitals, as news English writes them."""

from typing import Final

_TABLE: Final = """
Afghanistan: Afghan / Kabul
Albania: Albanian / Tirana
Algeria: Algerian / Algiers
Argentina: Argentine Argentinian / Buenos_Aires
Armenia: Armenian / Yerevan
Australia: Australian / Canberra
Austria: Austrian / Vienna
Azerbaijan: Azerbaijani Azeri / Baku
Bangladesh: Bangladeshi / Dhaka
Belarus: Belarusian Belarussian / Minsk
Belgium: Belgian / Brussels
Bolivia: Bolivian / La_Paz
Bosnia: Bosnian / Sarajevo
Brazil: Brazilian / Brasilia Brasília
Britain: British / London
Bulgaria: Bulgarian / Sofia
Cambodia: Cambodian / Phnom_Penh
Canada: Canadian / Ottawa
Chile: Chilean / Santiago
China: Chinese / Beijing
Colombia: Colombian / Bogota Bogotá
Croatia: Croatian / Zagreb
Cuba: Cuban / Havana
Cyprus: Cypriot / Nicosia
Czech_Republic: Czech / Prague
Denmark: Danish / Copenhagen
Ecuador: Ecuadorean Ecuadorian / Quito
Egypt: Egyptian / Cairo
England: English /
Estonia: Estonian / Tallinn
Ethiopia: Ethiopian / Addis_Ababa
Finland: Finnish / Helsinki
France: French / Paris
Georgia: Georgian / Tbilisi
Germany: German / Berlin
Ghana: Ghanaian / Accra
Greece: Greek / Athens
Hungary: Hungarian / Budapest
Iceland: Icelandic / Reykjavik
India: Indian / New_Delhi Delhi
Indonesia: Indonesian / Jakarta
Iran: Iranian / Tehran
Iraq: Iraqi / Baghdad
Ireland: Irish / Dublin
Israel: Israeli / Jerusalem
Italy: Italian / Rome
Japan: Japanese / Tokyo
Jordan: Jordanian / Amman
Kazakhstan: Kazakh Kazakhstani / Astana
Kenya: Kenyan / Nairobi
Kosovo: Kosovar / Pristina
Kuwait: Kuwaiti /
Kyrgyzstan: Kyrgyz / Bishkek
Latvia: Latvian / Riga
Lebanon: Lebanese / Beirut
Libya: Libyan / Tripoli
Lithuania: Lithuanian / Vilnius
Malaysia: Malaysian / Kuala_Lumpur
Mexico: Mexican / Mexico_City
Moldova: Moldovan / Chisinau
Mongolia: Mongolian / Ulaanbaatar
Montenegro: Montenegrin / Podgorica
Morocco: Moroccan / Rabat
Myanmar: Burmese / Naypyidaw
Nepal: Nepali Nepalese / Kathmandu
Netherlands: Dutch / The_Hague Amsterdam
New_Zealand: New_Zealander / Wellington
Nigeria: Nigerian / Abuja
North_Korea: North_Korean / Pyongyang
North_Macedonia: Macedonian / Skopje
Norway: Norwegian / Oslo
Pakistan: Pakistani / Islamabad
Palestine: Palestinian / Ramallah
Peru: Peruvian / Lima
Philippines: Philippine Filipino / Manila
Poland: Polish / Warsaw
Portugal: Portuguese / Lisbon
Qatar: Qatari / Doha
Romania: Romanian / Bucharest
Russia: Russian / Moscow
Rwanda: Rwandan / Kigali
Saudi_Arabia: Saudi / Riyadh
Scotland: Scottish / Edinburgh
Senegal: Senegalese / Dakar
Serbia: Serbian / Belgrade
Singapore: Singaporean /
Slovakia: Slovak / Bratislava
Slovenia: Slovenian Slovene / Ljubljana
Somalia: Somali / Mogadishu
South_Africa: South_African / Pretoria
South_Korea: South_Korean / Seoul
Soviet_Union: Soviet /
Spain: Spanish / Madrid
Sri_Lanka: Sri_Lankan / Colombo
Sudan: Sudanese / Khartoum
Sweden: Swedish / Stockholm
Switzerland: Swiss / Bern
Syria: Syrian / Damascus
Taiwan: Taiwanese / Taipei
Tajikistan: Tajik / Dushanbe
Tanzania: Tanzanian / Dodoma
Thailand: Thai / Bangkok
Tunisia: Tunisian / Tunis
Turkey: Turkish / Ankara
Türkiye: Turkish / Ankara
Turkmenistan: Turkmen / Ashgabat
Uganda: Ugandan / Kampala
Ukraine: Ukrainian / Kyiv Kiev
United_Arab_Emirates: Emirati / Abu_Dhabi
United_Kingdom: British UK / London
United_States: American US U.S. / Washington
Uzbekistan: Uzbek / Tashkent
Venezuela: Venezuelan / Caracas
Vietnam: Vietnamese / Hanoi
Wales: Welsh / Cardiff
Yemen: Yemeni / Sanaa
Zimbabwe: Zimbabwean / Harare
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    adjectives: dict[str, str] = {}
    places: dict[str, str] = {}
    for row in _TABLE.strip().splitlines():
        name, _, words = row.partition(":")
        country = name.replace("_", " ")
        demonyms, _, capitals = words.partition("/")
        places[country] = country
        for word in demonyms.split():
            adjectives.setdefault(word.replace("_", " "), country)
        for word in capitals.split():
            places.setdefault(word.replace("_", " "), country)
    return adjectives, places


ADJECTIVES, PLACES = _read()  # "Armenian" -> "Armenia"; "Armenia", "Yerevan" -> "Armenia"


def country_in(text: str) -> str:
    """Return the country that a description names by noun or adjective, or "".

    >>> country_in("the Azerbaijani leader"), country_in("Armenia’s Defence Ministry")
    ('Azerbaijan', 'Armenia')
    """
    words = text.replace("’", "'").replace("'s", "").replace(",", " ").split()
    for size in (2, 1):
        for index in range(len(words) - size + 1):
            phrase = " ".join(words[index : index + size])
            country = ADJECTIVES.get(phrase) or PLACES.get(phrase)
            if country:
                return country
    return ""
