"""Cities, islands and regions of Asia, Africa and the Middle East, by country; read by `world`."""

EAST = {
    "IN": (
        "Delhi|New Delhi|दिल्ली|नई दिल्ली|Дели|دلهي|dilli;Mumbai|Bombay|मुंबई|Мумбаи;Bengaluru|"
        "Bangalore|Blr|बेंगलुरु;Chennai|Madras|चेन्नई;Kolkata|Calcutta|कोलकाता;Hyderabad|हैदराबाद;"
        "Pune|पुणे;Ahmedabad|Amdavad;Jaipur|जयपुर;Udaipur;Jodhpur;Jaisalmer;Agra|आगरा;Varanasi|"
        "Benares|Banaras|Kashi|वाराणसी;Goa|गोवा|Гоа|جوا;Kerala|केरल|Керала|كيرالا;Kochi|Cochin;"
        "Munnar;Alleppey|Alappuzha;"
        "Thekkady;Kovalam;Trivandrum|Thiruvananthapuram;Shimla|Simla|शिमला;Manali|मनाली;"
        "Dharamshala|Dharamsala;Dalhousie;Rishikesh|ऋषिकेश;Haridwar|हरिद्वार;Mussoorie;Nainital;"
        "Dehradun;Leh;Ladakh|लद्दाख;"
        "Srinagar;Kashmir|कश्मीर;Gulmarg;Pahalgam;Sonamarg;Darjeeling;Gangtok;Sikkim;Shillong;"
        "Meghalaya;Assam;Guwahati;Kaziranga;Andaman|Andamans|Andaman Islands|अंडमान;Havelock;Port "
        "Blair;Lakshadweep;Ooty;Coorg;"
        "Mysore|Mysuru;Hampi;Pondicherry|Puducherry|Pondy;Mahabalipuram;Madurai;Rameswaram;"
        "Kanyakumari;Tirupati;Lucknow;Kanpur;Indore;Bhopal;Nagpur;Surat;Vadodara|Baroda;Rajkot;"
        "Chandigarh;Amritsar;Ludhiana;"
        "Gurgaon|Gurugram;Noida;Patna;Ranchi;Bhubaneswar;Puri;Visakhapatnam|Vizag;Vijayawada;"
        "Coimbatore;Rajasthan|राजस्थान;Himachal|Himachal Pradesh;Uttarakhand;Gujarat;Kutch|Rann of "
        "Kutch;Gir;Ranthambore;Pushkar;"
        "Mount Abu;Khajuraho;Kaza;Spiti;Spiti Valley;Lonavala;Mahabaleshwar;Alibaug;Kodaikanal;"
        "Wayanad;Char Dham;Kedarnath;Badrinath;Ayodhya"
    ),
    "ID": (
        "Bali|बाली|Бали|بالي|bali island;Ubud|उबुद|Убуд|اوبود;Seminyak;Kuta;Canggu;Sanur;Nusa Dua;"
        "Uluwatu;Jimbaran;Nusa Penida;Lombok;Gili|Gili Islands|Gili Trawangan;Jakarta|Джакарта|"
        "جاكرتا;Yogyakarta|Jogja;"
        "Bandung;Surabaya;Komodo;Labuan Bajo;Flores;Sumatra;Java;Lovina;Amed;Munduk;Bintan;Batam;"
        "Badung;Denpasar;Kintamani;Bedugul"
    ),
    "TH": (
        "Bangkok|Бангкок|بانكوك|बैंकॉक;Phuket|Пхукет|بوكيت|फुकेट;Krabi|Краби|كرابي;Pattaya|Паттайя|"
        "Паттайю|باتايا|पटाया;Chiang Mai|Чиангмай|شيانغ ماي;Chiang Rai;Koh Samui|Samui|Самуи;Koh "
        "Phangan;Koh Tao;"
        "Phi Phi|Phi Phi Islands|Koh Phi Phi;Hua Hin;Ayutthaya;Koh Lanta;Khao Lak;Pai;Koh Chang;"
        "Kanchanaburi"
    ),
    "AE": (
        "Dubai|दुबई|Дубай|دبي|Dubaï|doubai;Abu Dhabi|Абу-Даби|ابو ظبي|ابوظبي|अबू धाबी;Sharjah|"
        "الشارقه;Ras Al Khaimah;Fujairah;Ajman;Al Ain;Deira"
    ),
    "SG": "Singapore|Singapur|Singapour|Cingapura|Singapura|Сингапур|سنغافوره|सिंगापुर|Spore;Sentosa",
    "MY": (
        "Kuala Lumpur|KL|Куала-Лумпур|كوالالمبور;Langkawi|لنكاوي;Penang|George Town;Genting|"
        "Genting Highlands;Malacca|Melaka;Kota Kinabalu;Borneo;Cameron Highlands;Johor Bahru;"
        "Kuching;Ipoh;Perhentian"
    ),
    "VN": (
        "Hanoi|Ханой;Ho Chi Minh City|Ho Chi Minh|Saigon|HCMC;Da Nang|Danang|Дананг;Hoi An|Hoian;"
        "Ha Long Bay|Halong Bay|Ha Long|Halong;Sapa|Sa Pa;Nha Trang|Нячанг;Phu Quoc|Фукуок;Hue;"
        "Ninh Binh;Dalat|Da Lat;Mui Ne"
    ),
    "LK": "Colombo;Kandy;Galle;Sigiriya;Bentota;Nuwara Eliya;Ella;Mirissa;Negombo;Trincomalee;Yala;Dambulla",
    "MV": "Maldives|Maldivas|Malediven|Мальдивы|Мальдивах|جزر المالديف|المالديف|मालदीव;Male;Maafushi",
    "NP": "Kathmandu|काठमांडू;Pokhara|पोखरा;Chitwan;Lumbini;Everest Base Camp;Nagarkot",
    "BT": "Thimphu;Paro;Punakha",
    "JP": (
        "Tokyo|Tokio|Токио|طوكيو|टोक्यो;Kyoto|Kioto|Киото|كيوتو;Osaka|Осака;Hiroshima;Nara;Sapporo;"
        "Hokkaido;Okinawa;Fukuoka;Nagoya;Hakone;Kanazawa;Nikko;Takayama;Yokohama;Narita;Kobe;"
        "Nagasaki;Mount Fuji"
    ),
    "CN": (
        "Beijing|Pekin|Peking|Pequim|Пекин|بكين;Shanghai|Шанхай|شنغهاي;Guangzhou;Shenzhen;Chengdu;"
        "Xi'an|Xian;Guilin;Hangzhou;Suzhou;Chongqing;Dalian;Shenyang;Harbin;Wuhan;Nanjing;Qingdao;"
        "Xiamen;Kunming;Lijiang;"
        "Sanya;Hainan;Zhangjiajie;Tianjin;Lhasa;Tibet;Urumqi|Ürümqi;Changsha;Ningbo;Wenzhou;Yantai;"
        "Guiyang;Changchun;Jinan;Zhengzhou;Hefei;Fuzhou;Nanning;Yangshuo;Dali"
    ),
    "HK": "Hong Kong|Hongkong|Гонконг|هونغ كونغ",
    "MO": "Macau|Macao",
    "TW": "Taipei;Kaohsiung;Taichung;Hualien",
    "KR": "Seoul|Seúl|Сеул|سيول|सियोल;Busan;Jeju|Jeju Island;Incheon;Gyeongju",
    "PH": "Manila;Cebu;Boracay;Palawan;El Nido;Coron;Bohol;Siargao",
    "KH": "Siem Reap;Phnom Penh;Angkor Wat|Angkor",
    "LA": "Luang Prabang;Vientiane;Vang Vieng",
    "MM": "Yangon;Bagan;Mandalay;Inle Lake",
    "UZ": "Samarkand|Самарканд;Tashkent|Ташкент;Bukhara|Бухара",
    "KZ": "Almaty|Алматы;Astana|Астана",
    "AZ": "Baku|Баку|باكو|बाकू",
    "GE": "Tbilisi|Тбилиси|تبليسي;Batumi|Батуми|باتومي;Kazbegi;Gudauri",
    "AM": "Yerevan|Ереван|يريفان",
    "QA": "Doha|Доха|الدوحه",
    "SA": (
        "Riyadh|الرياض|Эр-Рияд;Jeddah|جده;Mecca|Makkah|مكه;Medina|Madinah|المدينه;Abha;AlUla|Al "
        "Ula;Dammam|الدمام"
    ),
    "OM": "Muscat|مسقط;Salalah|صلاله",
    "JO": "Amman|عمان;Petra|البتراء|Петра;Wadi Rum;Aqaba",
    "IL": "Tel Aviv|Тель-Авив;Jerusalem|القدس|Иерусалим;Eilat",
    "LB": "Beirut|بيروت",
    "KW": "Kuwait City",
    "BH": "Manama|المنامه",
    "TR": (
        "Istanbul|Estambul|Istambul|Стамбул|اسطنبول|इस्तांबुल;Antalya|Анталья|Анталию|Анталья|"
        "انطاليا;Cappadocia|Kapadokya|Каппадокия|Kappadokien;Bodrum|Бодрум;Izmir;Ankara;Pamukkale;"
        "Fethiye;Marmaris;Alanya|Аланья;"
        "Trabzon|طرابزون;Ephesus;Kemer|Кемер"
    ),
    "EG": (
        "Cairo|El Cairo|Le Caire|Kairo|Каир|القاهره|काहिरा;Luxor|Луксор|الاقصر;Aswan;Sharm El "
        "Sheikh|Sharm|Шарм-эль-Шейх|شرم الشيخ;Hurghada|Хургада|Хургаду|الغردقه;Alexandria|"
        "الاسكندريه;Giza"
    ),
    "MA": (
        "Marrakech|Marrakesh|Marrakesch|Марракеш|مراكش;Casablanca|الدار البيضاء;Fez|Fes|فاس;"
        "Chefchaouen;Agadir|اغادير;Tangier|طنجه;Rabat|الرباط;Essaouira;Merzouga;Sahara"
    ),
    "TN": "Tunis;Djerba;Sousse;Hammamet",
    "ZA": (
        "Cape Town|Ciudad del Cabo|Le Cap|Kapstadt|Cidade do Cabo|Кейптаун|كيب تاون;Johannesburg|"
        "Joburg;Durban;Kruger|Kruger National Park;Garden Route;Stellenbosch"
    ),
    "KE": "Nairobi|Найроби;Mombasa;Masai Mara|Maasai Mara;Diani;Amboseli",
    "TZ": "Zanzibar|Занзибар|زنجبار|Sansibar;Serengeti;Arusha;Dar es Salaam;Kilimanjaro;Ngorongoro",
    "MU": "Port Louis",
    "SC": "Mahe;Praslin;La Digue",
    "MG": "Antananarivo;Nosy Be",
    "ET": "Addis Ababa",
    "GH": "Accra",
    "NG": "Lagos;Abuja",
    "RW": "Kigali",
    "UG": "Kampala;Entebbe",
    "ZW": "Victoria Falls;Harare",
    "SN": "Dakar",
    "NA": "Windhoek;Etosha",
    "BW": "Okavango",
}
